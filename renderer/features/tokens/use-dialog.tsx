import { Button } from '@mantine/core';
import { useState } from 'react';
import { usesRedirect } from '../../../shared/model/grant-traits.ts';
import type { HeldToken } from '../../../shared/model/held-token.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { showWorkbench } from '../../state/show-workbench.ts';
import { useProfiles } from '../../state/workspace-state.ts';
import { editOf } from '../form/edit-profile.ts';
import { grantWords } from '../form/grants.ts';
import { tokenTypeOf } from '../form/token-type.ts';

/** What a token can be used as in a request for others. */
export type UseOfToken = 'subject' | 'actor' | 'hint';

const titles: Record<UseOfToken, string> = {
  subject: 'Use as subject token',
  actor: 'Use as actor token',
  hint: 'Use as ID token hint',
};

interface UseDialogProps {
  readonly token: HeldToken;
  readonly as: UseOfToken;
  readonly onClose: () => void;
}

/** Asks which profile is to use a held token. The profile names the token; it gets no copy of it. */
export function UseDialog({ token, as, onClose }: UseDialogProps) {
  const offered = offeredTo(useProfiles(), as);
  const [chosen, setChosen] = useState(() => firstChoice(offered, token, as)?.id ?? '');
  const profile = offered.find(({ id }) => id === chosen);
  const use = () => {
    if (profile === undefined) return;
    onClose();
    editOf(profile.id)((now) => changeOf(now, token, as));
    showWorkbench(profile.id);
  };
  return (
    <Dialog
      title={titles[as]}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" onClick={use} disabled={profile === undefined}>
            Use it
          </Button>
        </>
      }
    >
      {offered.length === 0 ? (
        <p>No profile has a grant that opens a page in the browser. Only those send an ID token hint.</p>
      ) : (
        <Field label="Profile" note={noteOf(profile, as)}>
          {(parts) => (
            <Choice
              {...parts}
              value={chosen}
              options={offered.map(({ id, name, grant }) => ({ value: id, label: name, detail: grantWords[grant].short }))}
              onChange={setChosen}
            />
          )}
        </Field>
      )}
    </Dialog>
  );
}

/** The profiles that can use it, those that need no other grant first. */
function offeredTo(profiles: readonly Profile[], as: UseOfToken): Profile[] {
  if (as === 'hint') return profiles.filter(({ grant }) => usesRedirect(grant));
  return profiles.toSorted((one, other) => Number(other.grant === 'token_exchange') - Number(one.grant === 'token_exchange'));
}

/** The profile that obtained the token, unless its grant would have to change for that; else the first that fits. */
function firstChoice(offered: readonly Profile[], token: HeldToken, as: UseOfToken): Profile | undefined {
  return offered.find(({ id, grant }) => id === token.profileId && (as === 'hint' || grant === 'token_exchange')) ?? offered[0];
}

function noteOf(profile: Profile | undefined, as: UseOfToken): string {
  const named = 'The profile names the held token; it gets no copy of it.';
  if (profile === undefined || as === 'hint' || profile.grant === 'token_exchange') return named;
  return `${named} Its grant becomes token exchange.`;
}

function changeOf({ request }: Profile, token: HeldToken, as: UseOfToken): Partial<Profile> {
  const held = { held: token.id };
  const { exchange, openId } = request;
  switch (as) {
    case 'subject':
      return {
        grant: 'token_exchange',
        request: { ...request, exchange: { ...exchange, subjectToken: held, subjectTokenType: tokenTypeOf(token) } },
      };
    case 'actor':
      return {
        grant: 'token_exchange',
        request: { ...request, exchange: { ...exchange, actorToken: held, actorTokenType: tokenTypeOf(token) } },
      };
    case 'hint':
      return { request: { ...request, openId: { ...openId, idTokenHint: held } } };
  }
}
