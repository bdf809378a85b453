import type { HeldToken } from '../../../shared/model/held-token.ts';
import type { TokenKind } from '../../../shared/model/token-set.ts';

/** One run of a family: the grant it began with, or a refresh. */
export interface FamilyLink {
  readonly runId: string;
  readonly grant: HeldToken['grant'];
  /** Epoch milliseconds. */
  readonly obtainedAt: number;
  readonly tokens: readonly HeldToken[];
  /** What became of the refresh token that was used: replaced by a new one, or good for more. Null for the first run. */
  readonly refresh: 'rotated' | 'kept' | null;
  /** Where the refresh token came from an earlier run than the one above: when that one obtained it. Epoch milliseconds. */
  readonly from: number | null;
}

const order: readonly TokenKind[] = ['access_token', 'id_token', 'refresh_token'];

/** A family as a chain of runs, the first one first. Runs whose tokens were all deleted are no part of it any more. */
export function familyChain(family: readonly HeldToken[]): FamilyLink[] {
  const runs = new Map<string, HeldToken[]>();
  const oldestFirst = family.toSorted(
    (one, other) => one.obtainedAt - other.obtainedAt || order.indexOf(one.kind) - order.indexOf(other.kind),
  );
  for (const token of oldestFirst) runs.set(token.runId, [...(runs.get(token.runId) ?? []), token]);
  let before: HeldToken | undefined;
  return [...runs.entries()].flatMap(([runId, tokens]) => {
    const [first] = tokens;
    if (first === undefined) return [];
    const source = first.refreshedFrom === null || first.refreshedFrom === before?.runId ? undefined : runs.get(first.refreshedFrom)?.[0];
    before = first;
    return [
      {
        runId,
        grant: first.grant,
        obtainedAt: first.obtainedAt,
        tokens,
        refresh: first.refreshedFrom === null ? null : tokens.some(({ kind }) => kind === 'refresh_token') ? 'rotated' : 'kept',
        from: source?.obtainedAt ?? null,
      },
    ];
  });
}

/** The newest refresh token of a family; undefined where none is held. */
export function newestRefreshToken(family: readonly HeldToken[]): HeldToken | undefined {
  return family.filter(({ kind }) => kind === 'refresh_token').toSorted((one, other) => other.obtainedAt - one.obtainedAt)[0];
}

/** Whether a refresh token was used and replaced: a server that rotates them takes it no more. */
export function isReplaced(token: HeldToken, family: readonly HeldToken[]): boolean {
  if (token.kind !== 'refresh_token') return false;
  return family.some(
    ({ kind, refreshedFrom, obtainedAt }) => kind === 'refresh_token' && refreshedFrom === token.runId && obtainedAt > token.obtainedAt,
  );
}
