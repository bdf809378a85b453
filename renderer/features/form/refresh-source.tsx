import { SegmentedControl } from '@mantine/core';
import { useEffect } from 'react';
import { relativeWords } from '../../../shared/inspector/time-words.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { TokenRef } from '../../../shared/model/value.ts';
import { useNow } from '../../components/use-now.ts';
import { historySummaryState } from '../../state/history-summary-state.ts';
import {
  chooseRefreshSource,
  lookForRefreshToken,
  refreshSourceOf,
  refreshState,
  useLatestRefreshable,
} from '../../state/refresh-state.ts';
import type { EditProfile } from './edit-profile.ts';
import classes from './form.module.css';
import { HeldTokenField, pastedIsUsed } from './held-token-field.tsx';
import { SecretField } from './secret-field.tsx';

/** Which refresh token: that of the latest run, or one that was pasted or chosen among those held. */
export function RefreshSource({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const now = useNow();
  const latest = useLatestRefreshable(profile);
  const recent = historySummaryState((state) => state.recent);
  const chosen = refreshState((state) => state.chosen[profile.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new run may have brought a token.
  useEffect(() => void lookForRefreshToken(profile), [profile, recent]);
  const { refreshToken } = profile.request;
  const isHeld = refreshToken !== null && 'held' in refreshToken;
  const source = refreshSourceOf(profile, chosen, latest);
  const set = (reference: TokenRef | null) => edit(({ request }) => ({ request: { ...request, refreshToken: reference } }));

  return (
    <div className={classes.stack}>
      <SegmentedControl
        fullWidth
        value={source}
        data={[
          { value: 'latest', label: 'Latest run' },
          { value: 'held', label: 'Held' },
          { value: 'pasted', label: 'Pasted' },
        ]}
        onChange={(value) => chooseRefreshSource(profile.id, value)}
        aria-label="Which refresh token"
      />
      {source === 'latest' && (
        <p className={classes.quiet}>
          {latest === null
            ? 'No run of this client has brought a refresh token yet. Run another grant first, often with the scope offline_access.'
            : `The token that “${latest.profileName}” brought ${relativeWords(latest.startedAt / 1_000, now / 1_000)}.`}
        </p>
      )}
      {source === 'held' && (
        <HeldTokenField
          label="Refresh token"
          kind="refresh_token"
          chosen={isHeld ? refreshToken.held : null}
          {...(refreshToken !== null && !isHeld && { note: pastedIsUsed })}
          onReference={set}
        />
      )}
      {source === 'pasted' && (
        <SecretField
          label="Refresh token"
          owner={profile.id}
          field="refresh_token"
          reference={isHeld ? null : refreshToken}
          onReference={(pasted) => {
            if (pasted !== null || !isHeld) set(pasted);
          }}
        />
      )}
    </div>
  );
}
