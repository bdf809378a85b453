import type { GrantType, ResponseMode, ResponseType } from './profile.ts';

/** The `response_type` values each grant of the authorization endpoint may ask for; the first is its own choice. */
export const responseTypesOf: Readonly<Record<'authorization_code' | 'implicit' | 'hybrid', readonly ResponseType[]>> = {
  authorization_code: ['code'],
  implicit: ['id_token token', 'id_token', 'token', 'none'],
  hybrid: ['code id_token', 'code id_token token', 'code token'],
};

/**
 * The `response_type` a grant sends: the chosen one where the grant has it, else the grant's own choice.
 * `code` for a grant that has no authorization request.
 *
 * @see https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html
 */
export function responseTypeOf(grant: GrantType, chosen: ResponseType): ResponseType {
  if (grant !== 'implicit' && grant !== 'hybrid') return 'code';
  const own = responseTypesOf[grant];
  return own.includes(chosen) ? chosen : (own[0] ?? chosen);
}

/** How a response of this type travels where nothing else is asked for: in the query, or behind the `#` if it holds a token. */
export function defaultResponseMode(responseType: string): ResponseMode {
  return /(^|\s)(token|id_token)(\s|$)/.test(responseType) ? 'fragment' : 'query';
}
