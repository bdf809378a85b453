import type { TokenKind, TokenView } from '../../../shared/model/token-set.ts';

/** What a token is called at the head of its card. */
export const tokenTitles: Record<TokenKind, string> = {
  access_token: 'Access token',
  refresh_token: 'Refresh token',
  id_token: 'ID token',
};

const shortNames: Record<TokenKind, string> = { access_token: 'access', refresh_token: 'refresh', id_token: 'id' };
const order: readonly TokenKind[] = ['access_token', 'refresh_token', 'id_token'];

/** Names the tokens a run brought, in one phrase: `access, refresh and id token`. Empty for none. */
export function tokensPhrase(tokens: readonly Pick<TokenView, 'kind'>[]): string {
  const names = order.filter((kind) => tokens.some((token) => token.kind === kind)).map((kind) => shortNames[kind]);
  const last = names.at(-1);
  if (last === undefined) return '';
  return names.length === 1 ? `${last} token` : `${names.slice(0, -1).join(', ')} and ${last} token`;
}

/** The order of the cards: the tokens that say something about the user first. */
export function cardOrder(tokens: readonly TokenView[]): TokenView[] {
  const rank: Record<TokenKind, number> = { id_token: 0, access_token: 1, refresh_token: 2 };
  return tokens.toSorted((a, b) => rank[a.kind] - rank[b.kind]);
}

/** A claim's value as text: strings as they are, everything else as JSON. */
export function claimText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
