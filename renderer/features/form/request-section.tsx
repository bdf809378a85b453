import { usesRedirect } from '../../../shared/model/grant-traits.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { hostState } from '../../state/host-state.ts';
import { useEnvironment } from '../../state/workspace-state.ts';
import { JwtAssertionFields } from './assertion-fields.tsx';
import { checkRedirectUri, checkScope, checkVariables, fillKnown, redirectUriNote } from './checks.ts';
import { CibaFields } from './ciba-fields.tsx';
import type { EditProfile } from './edit-profile.ts';
import { ExchangeFields } from './exchange-fields.tsx';
import classes from './form.module.css';
import { GivenAssertion } from './given-assertion.tsx';
import { RefreshSource } from './refresh-source.tsx';
import { ResponseTypeField } from './response-type-field.tsx';
import { SecretField } from './secret-field.tsx';
import { Section } from './section.tsx';
import { SignInPlaceField } from './sign-in-place-field.tsx';
import { TextField } from './text-field.tsx';

interface RequestSectionProps {
  readonly profile: Profile;
  readonly edit: EditProfile;
}

/** What is asked for: the fields this grant has, and no others. */
export function RequestSection({ profile, edit }: RequestSectionProps) {
  return (
    <Section title="Request">
      <GrantFields profile={profile} edit={edit} />
      <ScopeField profile={profile} edit={edit} />
      {usesRedirect(profile.grant) && <RedirectUriField profile={profile} edit={edit} />}
      {usesRedirect(profile.grant) && <SignInPlaceField profile={profile} edit={edit} />}
    </Section>
  );
}

/** What a grant needs beside a scope. */
function GrantFields(parts: RequestSectionProps) {
  switch (parts.profile.grant) {
    case 'refresh_token':
      return <RefreshSource {...parts} />;
    case 'password':
      return <UserFields {...parts} />;
    case 'token_exchange':
      return <ExchangeFields {...parts} />;
    case 'jwt_bearer':
      return <JwtAssertionFields {...parts} />;
    case 'saml2_bearer':
      return <GivenAssertion {...parts} />;
    case 'ciba':
      return <CibaFields {...parts} />;
    case 'implicit':
    case 'hybrid':
      return <ResponseTypeField {...parts} />;
    case 'extension':
      return <GrantTypeField {...parts} />;
    case 'authorization_code':
    case 'client_credentials':
    case 'device_code':
      return null;
  }
}

function GrantTypeField({ profile, edit }: RequestSectionProps) {
  const { extensionGrantType } = profile.request;
  return (
    <TextField
      label="Grant type"
      hint={
        <Hint of="an extension grant">
          The absolute URI that names the grant. Its parameters stand below, under Extra parameters. <SpecAnchor spec={rfc(6749, '4.5')} />
        </Hint>
      }
      placeholder="urn:ietf:params:oauth:grant-type:…"
      value={extensionGrantType}
      error={
        extensionGrantType === '' || extensionGrantType.includes('{{') || URL.canParse(extensionGrantType)
          ? null
          : 'This is not an absolute URI.'
      }
      onChange={(value) => edit(({ request }) => ({ request: { ...request, extensionGrantType: value } }))}
    />
  );
}

function ScopeField({ profile, edit }: RequestSectionProps) {
  const environment = useEnvironment();
  const { scope } = profile.request;
  return (
    <TextField
      label="Scope"
      hint={
        <Hint of="a scope">
          What the tokens may be used for, as words the server defines, separated by spaces. <code>openid</code> asks for an ID token,{' '}
          <code>offline_access</code> often for a refresh token. <SpecAnchor spec={rfc(6749, '3.3')} />
        </Hint>
      }
      placeholder={profile.grant === 'refresh_token' ? 'as granted before' : 'as the server decides'}
      value={scope}
      error={checkScope(scope, environment)}
      onChange={(value) => edit(({ request }) => ({ request: { ...request, scope: value } }))}
    />
  );
}

function RedirectUriField({ profile, edit }: RequestSectionProps) {
  const environment = useEnvironment();
  const { redirectUri, opensIn } = profile.request;
  const { ownScheme = false, signInWindow = false } = hostState((state) => state.facts?.capabilities) ?? {};
  const receives = { ownScheme, window: signInWindow && opensIn === 'own_window' };
  const filled = fillKnown(redirectUri, environment);
  return (
    <div className={classes.withAction}>
      <TextField
        label="Redirect URI"
        hint={
          <Hint of="a redirect URI">
            Where the server sends the browser with the code. It must be registered for this client. On a loopback address Grantbench
            listens itself, over http or https; port 0 takes any free one. Pasting the address by hand always works.{' '}
            <SpecAnchor spec={rfc(8252, '7.3')} />
          </Hint>
        }
        aside={redirectUriNote(redirectUri, environment, receives)}
        value={redirectUri}
        error={checkRedirectUri(redirectUri, environment)}
        onChange={(value) => edit(({ request }) => ({ request: { ...request, redirectUri: value } }))}
      />
      <TextAction
        className={classes.start}
        // What a secret variable holds is not known here, and must not be shown.
        disabled={redirectUri === '' || filled.error !== null || filled.hidden}
        onClick={() => openDialog({ kind: 'redirect', redirectUri: filled.text })}
      >
        Examine it …
      </TextAction>
    </div>
  );
}

function UserFields({ profile, edit }: RequestSectionProps) {
  const environment = useEnvironment();
  const { username, password } = profile.request;
  return (
    <div className={classes.pair}>
      <TextField
        label="User name"
        value={username}
        error={checkVariables(username, environment)}
        onChange={(value) => edit(({ request }) => ({ request: { ...request, username: value } }))}
      />
      <SecretField
        label="Password"
        owner={profile.id}
        field="password"
        reference={password}
        onReference={(reference) => edit(({ request }) => ({ request: { ...request, password: reference } }))}
      />
    </div>
  );
}
