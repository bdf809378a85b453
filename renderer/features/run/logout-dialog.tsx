import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { TokenSource } from '../../../shared/model/endpoint-wish.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { openId } from '../../../shared/model/spec-name.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { startLogout } from '../../state/run-state.ts';
import { showWorkbench } from '../../state/show-workbench.ts';
import { useEnvironment, useProfiles } from '../../state/workspace-state.ts';
import { checkRedirectUri, checkVariables, redirectUriNote } from '../form/checks.ts';
import { editOf } from '../form/edit-profile.ts';
import { TextField } from '../form/text-field.tsx';

interface LogoutDialogProps {
  readonly profileId: string;
  readonly idToken: TokenSource;
  readonly onClose: () => void;
}

/** Asks how to sign out the user an ID token is about. Where to come back to is remembered with the profile. */
export function LogoutDialog({ profileId, ...props }: LogoutDialogProps) {
  const profile = useProfiles().find(({ id }) => id === profileId);
  return profile === undefined ? null : <LogoutQuestion profile={profile} {...props} />;
}

function LogoutQuestion({ profile, idToken, onClose }: Omit<LogoutDialogProps, 'profileId'> & { readonly profile: Profile }) {
  const environment = useEnvironment();
  const [returnsTo, setReturnsTo] = useState(profile.request.postLogoutRedirectUri);
  const [hints, setHints] = useState(true);
  const [logoutHint, setLogoutHint] = useState('');
  const [uiLocales, setUiLocales] = useState('');
  const comesBack = returnsTo.trim() !== '';
  const logOut = () => {
    onClose();
    const postLogoutRedirectUri = returnsTo.trim();
    editOf(profile.id)(({ request }) => ({ request: { ...request, postLogoutRedirectUri } }));
    showWorkbench(profile.id);
    void startLogout(profile.id, profile.grant, { idToken: hints ? idToken : null, postLogoutRedirectUri, logoutHint, uiLocales });
  };
  return (
    <Dialog
      title="Log out at the server"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" onClick={logOut} data-autofocus>
            Log out
          </Button>
        </>
      }
    >
      <p>
        Opens the sign-out page of the server in your browser{comesBack && ', and waits until it comes back'}. Tokens that were issued stay
        as good as they are. <SpecAnchor spec={openId('logout', '2', 'RPLogout')} />
      </p>
      <TextField
        label="Post-logout redirect URI"
        hint={
          <Hint of="a post-logout redirect URI">
            Where the server sends the browser when the session has ended. It must be registered for this client as one of its{' '}
            <code>post_logout_redirect_uris</code>. Port 0 takes any free port.{' '}
            <SpecAnchor spec={openId('logout', '3', 'RedirectionAfterLogout')} />
          </Hint>
        }
        aside={redirectUriNote(returnsTo, environment)}
        placeholder="http://127.0.0.1:0/signed-out"
        value={returnsTo}
        error={comesBack ? checkRedirectUri(returnsTo, environment) : null}
        note={comesBack ? undefined : 'Empty: nothing comes back, and the run ends when the page is open.'}
        onChange={setReturnsTo}
      />
      <Checkbox
        label="Say whose session it is with the ID token"
        description={hints ? 'Sent as id_token_hint.' : 'Without it the server must ask the user.'}
        checked={hints}
        onChange={(event) => setHints(event.currentTarget.checked)}
      />
      <TextField
        label="Logout hint"
        aside="optional"
        hint={
          <Hint of="a logout hint">
            Who is to be signed out, in words the server knows: a name, an e-mail address, a session id.{' '}
            <SpecAnchor spec={openId('logout', '2', 'RPLogout')} />
          </Hint>
        }
        value={logoutHint}
        error={checkVariables(logoutHint, environment)}
        onChange={setLogoutHint}
      />
      <TextField
        label="UI locales"
        aside="optional"
        placeholder="de-CH en"
        value={uiLocales}
        error={checkVariables(uiLocales, environment)}
        onChange={setUiLocales}
      />
    </Dialog>
  );
}
