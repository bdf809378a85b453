import type { ResolvedEdits, ResolvedProfile } from '../model/resolved-profile.ts';
import { editParameters, type NameValues } from './apply-edits.ts';
import type { Pkce } from './pkce.ts';

/** What goes into an authorization request. */
export interface AuthorizationRequest {
  readonly endpoint: URL;
  readonly client: ResolvedProfile['client'];
  readonly request: Pick<ResolvedProfile['request'], 'scope' | 'responseMode'>;
  readonly redirectUri: string;
  readonly state: string;
  /** Null where OpenID Connect is not asked for. */
  readonly nonce: string | null;
  readonly pkce: Pkce | null;
}

/**
 * The parameters of the authorization request as they go onto the wire, the user's changes applied.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1
 */
export function authorizationParameters(asked: AuthorizationRequest, edits: ResolvedEdits): NameValues {
  const { client, request, redirectUri, state, nonce, pkce } = asked;
  const standard: [string, string | null][] = [
    ['response_type', 'code'],
    ['client_id', client.clientId],
    ['redirect_uri', redirectUri],
    ['scope', request.scope === '' ? null : request.scope],
    ['state', state],
    ['nonce', nonce],
    ['code_challenge', pkce?.challenge ?? null],
    ['code_challenge_method', pkce?.method ?? null],
    ['response_mode', request.responseMode],
  ];
  return editParameters(
    standard.filter((pair): pair is [string, string] => pair[1] !== null),
    edits,
  );
}

/**
 * The URL to open: what the endpoint has in its query stays. Spaces are written `%20`, which servers that
 * read the query as a URL and those that read it as a form both understand.
 */
export function authorizationUrl(endpoint: URL, parameters: NameValues): string {
  const url = new URL(endpoint);
  url.hash = '';
  const query = new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString().replaceAll('+', '%20');
  url.search = url.search === '' ? query : `${url.search}&${query}`;
  return url.href;
}

/** Every value of a name. */
export function valuesOf(parameters: NameValues, name: string): string[] {
  return parameters.filter(([other]) => other === name).map(([, value]) => value);
}
