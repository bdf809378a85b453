import type { HeldToken } from '../../../shared/model/held-token.ts';

/** What every token type of RFC 8693 §3 begins with. */
export const tokenTypePrefix = 'urn:ietf:params:oauth:token-type:';

/** The type a held token is handed in as: what it was issued as. */
export function tokenTypeOf({ kind, issuedTokenType }: HeldToken): string {
  return issuedTokenType ?? `${tokenTypePrefix}${kind}`;
}
