import { extensionErrors } from './oauth-extension-errors.ts';
import type { SpecLink } from './spec-link.ts';
import { openId, rfc } from './spec-name.ts';

/**
 * What an `error` of an answer means, in our words, what to try, and where it is defined. On this
 * floor, because the messages of a run and the screen both say it.
 */
export interface OAuthErrorMeaning {
  readonly meaning: string;
  readonly hint: string;
  readonly spec: SpecLink;
}

const token = rfc(6749, '5.2');
const authorization = rfc(6749, '4.1.2.1');
const authentication = openId('core', '3.1.2.6', 'AuthError');

const meanings: Record<string, OAuthErrorMeaning> = {
  ...extensionErrors,
  invalid_request: {
    meaning: 'A parameter is missing, repeated, or has a value the server does not support.',
    hint: 'Compare the parameters that were sent with what the server documents.',
    spec: token,
  },
  invalid_client: {
    meaning: 'The server did not accept who the client says it is: unknown client, wrong secret, or another authentication method.',
    hint: 'Check client ID and secret, then the authentication method, then how the Basic header is encoded.',
    spec: token,
  },
  invalid_grant: {
    meaning:
      'The code, refresh token or credentials are wrong, used up, expired or revoked, or belong to another client or another redirect URI.',
    hint: 'Start over for a fresh code or token; for a password, check user name and password.',
    spec: token,
  },
  unauthorized_client: {
    meaning: 'The client is known, but may not use this grant.',
    hint: 'Allow the grant for this client at the server, or choose another client.',
    spec: token,
  },
  unsupported_grant_type: {
    meaning: 'The server does not offer this grant.',
    hint: 'Choose a grant that the server’s metadata names under grant_types_supported.',
    spec: token,
  },
  invalid_scope: {
    meaning: 'A requested scope is unknown, malformed, or more than may be asked for.',
    hint: 'Ask for fewer scopes; start with none, then add them one by one.',
    spec: token,
  },
  access_denied: {
    meaning: 'The user or the server said no.',
    hint: 'Sign in again and consent, or ask who administers the server.',
    spec: authorization,
  },
  unsupported_response_type: {
    meaning: 'The server does not give this client an authorization code.',
    hint: 'Allow the code flow for this client at the server.',
    spec: authorization,
  },
  server_error: {
    meaning: 'The server met an unexpected condition.',
    hint: 'Try again; if it repeats, the server’s log knows more.',
    spec: authorization,
  },
  temporarily_unavailable: {
    meaning: 'The server is overloaded or under maintenance.',
    hint: 'Try again in a while.',
    spec: authorization,
  },
  login_required: {
    meaning: 'The user must sign in, but the request forbade asking (prompt=none).',
    hint: 'Leave prompt=none out.',
    spec: authentication,
  },
  consent_required: {
    meaning: 'The user must consent, but the request forbade asking (prompt=none).',
    hint: 'Leave prompt=none out.',
    spec: authentication,
  },
  interaction_required: {
    meaning: 'The server must ask the user something, but the request forbade asking (prompt=none).',
    hint: 'Leave prompt=none out.',
    spec: authentication,
  },
  invalid_target: {
    meaning: 'The resource asked for is unknown or not allowed.',
    hint: 'Check the resource parameter.',
    spec: rfc(8707, '2'),
  },
  account_selection_required: {
    meaning: 'The user must choose an account, but the request forbade asking (prompt=none).',
    hint: 'Leave prompt=none out, or name the account with login_hint.',
    spec: authentication,
  },
};

/**
 * Explains an `error` code. Null for codes no specification defines.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
 */
export function oauthErrorMeaning(error: string, inRedirect: boolean): OAuthErrorMeaning | null {
  if (!Object.hasOwn(meanings, error)) return null;
  const found = meanings[error];
  if (found === undefined) return null;
  // RFC 6749 defines these codes twice, once for each endpoint, with the same sense.
  return inRedirect && found.spec === token ? { ...found, spec: authorization } : found;
}
