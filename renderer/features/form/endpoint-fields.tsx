import { usesRedirect } from '../../../shared/model/grant-traits.ts';
import type { Endpoints, Profile } from '../../../shared/model/profile.ts';
import type { SpecLink } from '../../../shared/model/spec-link.ts';
import { openId, rfc } from '../../../shared/model/spec-name.ts';
import { Folded } from '../../components/folded.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { useEnvironment } from '../../state/workspace-state.ts';
import { checkUrl } from './checks.ts';
import type { EditProfile } from './edit-profile.ts';
import { TextField } from './text-field.tsx';

interface EndpointFieldsProps {
  readonly profile: Profile;
  readonly edit: EditProfile;
}

interface OtherEndpoint {
  readonly name: Exclude<keyof Endpoints, 'authorizationEndpoint' | 'tokenEndpoint' | 'jwksUri'>;
  readonly label: string;
  /** In the folded line: a word. */
  readonly short: string;
  /** Of the example. */
  readonly path: string;
  readonly says: string;
  readonly spec: SpecLink;
  /** Whether the profile's grant cannot do without it. */
  readonly isNeeded?: (profile: Profile) => boolean;
}

const more: readonly OtherEndpoint[] = [
  {
    name: 'deviceAuthorizationEndpoint',
    label: 'Device authorization endpoint',
    short: 'device',
    path: 'device',
    says: 'Where the client asks for a user code.',
    spec: rfc(8628, '3.1'),
    isNeeded: ({ grant }) => grant === 'device_code',
  },
  {
    name: 'backchannelAuthenticationEndpoint',
    label: 'Backchannel authentication endpoint',
    short: 'CIBA',
    path: 'backchannel',
    says: 'Where the client asks the server to call up the user.',
    spec: openId('ciba', '7', 'rfc.section.7'),
    isNeeded: ({ grant }) => grant === 'ciba',
  },
  {
    name: 'pushedAuthorizationRequestEndpoint',
    label: 'Pushed authorization request endpoint',
    short: 'PAR',
    path: 'par',
    says: 'Where the authorization request is put before the browser opens.',
    spec: rfc(9126, '2'),
    isNeeded: ({ grant, request }) => usesRedirect(grant) && request.protection.par,
  },
  {
    name: 'introspectionEndpoint',
    label: 'Introspection endpoint',
    short: 'introspection',
    path: 'introspect',
    says: 'Where the server says what it knows about a token.',
    spec: rfc(7662, '2'),
  },
  {
    name: 'revocationEndpoint',
    label: 'Revocation endpoint',
    short: 'revocation',
    path: 'revoke',
    says: 'Where the server is told that a token is not wanted any more.',
    spec: rfc(7009, '2'),
  },
  {
    name: 'userinfoEndpoint',
    label: 'Userinfo endpoint',
    short: 'userinfo',
    path: 'userinfo',
    says: 'Where the server says who the user of an access token is.',
    spec: openId('core', '5.3', 'UserInfo'),
  },
  {
    name: 'endSessionEndpoint',
    label: 'End session endpoint',
    short: 'logout',
    path: 'logout',
    says: 'The page of the server where the user signs out.',
    spec: openId('logout', '2.1', 'OPMetadata'),
  },
  {
    name: 'registrationEndpoint',
    label: 'Registration endpoint',
    short: 'registration',
    path: 'register',
    says: 'Where clients are registered.',
    spec: rfc(7591, '3'),
  },
];

/** Where the endpoints are, by hand: those the grant needs, and folded those that are asked by themselves. */
export function EndpointFields({ profile, edit }: EndpointFieldsProps) {
  const environment = useEnvironment();
  const { endpoints } = profile.server;
  const check = (text: string) => checkUrl(text, { environment, allowInsecureHttp: profile.tls.allowInsecureHttp });
  const set = (change: Partial<typeof endpoints>) =>
    edit(({ server }) => ({ server: { ...server, endpoints: { ...server.endpoints, ...change } } }));
  const needed = more.filter(({ isNeeded }) => isNeeded?.(profile) === true);
  const others = more.filter((endpoint) => !needed.includes(endpoint));
  const field = ({ name, label, path, says, spec }: OtherEndpoint) => (
    <TextField
      key={name}
      label={label}
      hint={
        <Hint of={`the ${label.toLowerCase()}`}>
          {says} <SpecAnchor spec={spec} />
        </Hint>
      }
      placeholder={`https://login.example.com/${path}`}
      value={endpoints[name]}
      error={check(endpoints[name])}
      onChange={(url) => set({ [name]: url })}
    />
  );
  return (
    <>
      {usesRedirect(profile.grant) && (
        <TextField
          label="Authorization endpoint"
          hint={
            <Hint of="the authorization endpoint">
              The page of the server where the user signs in and consents. <SpecAnchor spec={rfc(6749, '3.1')} />
            </Hint>
          }
          placeholder="https://login.example.com/authorize"
          value={endpoints.authorizationEndpoint}
          error={check(endpoints.authorizationEndpoint)}
          onChange={(authorizationEndpoint) => set({ authorizationEndpoint })}
        />
      )}
      <TextField
        label="Token endpoint"
        hint={
          <Hint of="the token endpoint">
            Where the client exchanges a grant for tokens. <SpecAnchor spec={rfc(6749, '3.2')} />
          </Hint>
        }
        placeholder="https://login.example.com/token"
        value={endpoints.tokenEndpoint}
        error={check(endpoints.tokenEndpoint)}
        onChange={(tokenEndpoint) => set({ tokenEndpoint })}
      />
      <TextField
        label="JWKS URI"
        aside="optional"
        hint={
          <Hint of="a JWKS URI">
            The server’s public keys. Without it signatures stay unchecked. <SpecAnchor spec={rfc(7517, '5')} />
          </Hint>
        }
        placeholder="https://login.example.com/jwks"
        value={endpoints.jwksUri}
        error={check(endpoints.jwksUri)}
        onChange={(jwksUri) => set({ jwksUri })}
      />
      {needed.map(field)}
      <Folded
        title="Other endpoints"
        summary={
          others
            .map(({ name, short }) => (endpoints[name] === '' ? '' : short))
            .filter(Boolean)
            .join(', ') || 'none'
        }
      >
        {others.map(field)}
      </Folded>
    </>
  );
}
