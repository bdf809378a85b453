import type { ResponseType } from '../model/profile.ts';
import type { ResolvedEdits, ResolvedProfile, ResolvedRequest } from '../model/resolved-profile.ts';
import { editParameters, type NameValues } from './apply-edits.ts';
import { wishParameters } from './grants/grant.ts';
import type { Pkce } from './pkce.ts';

/** What goes into an authorization request. */
export interface AuthorizationRequest {
  readonly client: Pick<ResolvedProfile['client'], 'clientId'>;
  readonly request: ResolvedRequest;
  readonly responseType: ResponseType;
  readonly redirectUri: string;
  readonly state: string;
  /** Null where OpenID Connect is not asked for. */
  readonly nonce: string | null;
  readonly pkce: Pkce | null;
  /** Thumbprint of the DPoP key that the code is to be bound to; null for none. */
  readonly dpopKeyThumbprint: string | null;
}

/**
 * The parameters of the authorization request as they go onto the wire, the user's changes applied. Empty
 * ones are not sent.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export function authorizationParameters(asked: AuthorizationRequest, edits: ResolvedEdits): NameValues {
  const { client, request, responseType, redirectUri, state, nonce, pkce } = asked;
  const { openId } = request;
  const standard: [string, string | null][] = [
    ['response_type', responseType],
    ['client_id', client.clientId],
    ['redirect_uri', redirectUri],
    ...wishParameters(request),
    ['state', state],
    ['nonce', nonce],
    ['code_challenge', pkce?.challenge ?? null],
    ['code_challenge_method', pkce?.method ?? null],
    ['response_mode', request.responseMode],
    ['dpop_jkt', asked.dpopKeyThumbprint],
    ['claims', openId.claims],
    ['acr_values', openId.acrValues],
    ['prompt', openId.prompt],
    ['max_age', openId.maxAge === null ? null : String(openId.maxAge)],
    ['login_hint', openId.loginHint],
    ['ui_locales', openId.uiLocales],
    ['id_token_hint', openId.idTokenHint],
    ['display', openId.display],
  ];
  return editParameters(
    standard.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== ''),
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
  url.search = [url.search.slice(1), query].filter((part) => part !== '').join('&');
  return url.href;
}

/** Every value of a name. */
export function valuesOf(parameters: NameValues, name: string): string[] {
  return parameters.filter(([other]) => other === name).map(([, value]) => value);
}
