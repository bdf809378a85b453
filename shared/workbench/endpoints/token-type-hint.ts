import type { TokenInHand } from './endpoint.ts';

/**
 * `token_type_hint`: what was said, else what the token is known to be. It only helps the server to find
 * the token sooner; one it does not know changes nothing.
 *
 * @param said empty to send none
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-2.1
 */
export function hintParameters(said: string | undefined, { kind }: TokenInHand): URLSearchParams {
  // Only these two are registered: a server has no table of ID tokens to look in.
  const known = kind === 'access_token' || kind === 'refresh_token' ? kind : '';
  const hint = said ?? known;
  return new URLSearchParams(hint === '' ? [] : [['token_type_hint', hint]]);
}
