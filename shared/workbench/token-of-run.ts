import type { SealedRun } from '../model/run.ts';
import type { TokenKind } from '../model/token-set.ts';

/** The token that is good after a run: the one that arrived, or the refresh token that stayed valid. */
export function tokenOfRun({ tokens, keptRefreshToken }: SealedRun, kind: TokenKind): string | undefined {
  return tokens?.[kind] ?? (kind === 'refresh_token' ? keptRefreshToken : undefined);
}
