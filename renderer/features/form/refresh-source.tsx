import { SegmentedControl } from '@mantine/core';
import { useEffect } from 'react';
import { relativeWords } from '../../../shared/inspector/time-words.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { useNow } from '../../components/use-now.ts';
import { historySummaryState } from '../../state/history-summary-state.ts';
import { chooseRefreshSource, lookForRefreshToken, refreshState, useLatestRefreshable } from '../../state/refresh-state.ts';
import type { EditProfile } from './edit-profile.ts';
import classes from './form.module.css';
import { SecretField } from './secret-field.tsx';

/** Which refresh token: that of the latest run, or one that was pasted. */
export function RefreshSource({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const now = useNow();
  const latest = useLatestRefreshable(profile);
  const recent = historySummaryState((state) => state.recent);
  const chosen = refreshState((state) => state.chosen[profile.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new run may have brought a token.
  useEffect(() => void lookForRefreshToken(profile), [profile, recent]);
  const source = chosen ?? (latest === null && profile.request.refreshToken !== null ? 'pasted' : 'latest');

  return (
    <div className={classes.stack}>
      <SegmentedControl
        fullWidth
        value={source}
        data={[
          { value: 'latest', label: 'From the latest run' },
          { value: 'pasted', label: 'Pasted' },
        ]}
        onChange={(value) => chooseRefreshSource(profile.id, value === 'pasted' ? 'pasted' : 'latest')}
        aria-label="Which refresh token"
      />
      {source === 'pasted' ? (
        <SecretField
          label="Refresh token"
          owner={profile.id}
          field="refresh_token"
          reference={profile.request.refreshToken}
          onReference={(refreshToken) => edit(({ request }) => ({ request: { ...request, refreshToken } }))}
        />
      ) : (
        <p className={classes.quiet}>
          {latest === null
            ? 'No run of this client has brought a refresh token yet. Run another grant first, often with the scope offline_access.'
            : `The token that “${latest.profileName}” brought ${relativeWords(latest.startedAt / 1_000, now / 1_000)}.`}
        </p>
      )}
    </div>
  );
}
