import type { ReadClaim, TokenReading } from '../model/token-reading.ts';

/** One member of two tokens. */
export interface MemberDifference {
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed' | 'same';
  readonly first: unknown;
  readonly second: unknown;
}

/** What differs between two tokens, from the first to the second. */
export interface TokenDifference {
  readonly claims: readonly MemberDifference[];
  readonly header: readonly MemberDifference[];
  readonly scopes: { readonly added: readonly string[]; readonly removed: readonly string[]; readonly kept: readonly string[] };
  /** Seconds from issue to expiry; null where a token does not say. */
  readonly lifetimes: { readonly first: number | null; readonly second: number | null };
}

/** Compares what two tokens say. Order counts in lists, and not among the members of objects. */
export function compareReadings(first: TokenReading, second: TokenReading): TokenDifference {
  const before = new Set(scopesOf(first));
  const after = new Set(scopesOf(second));
  return {
    claims: differences(first.claims, second.claims),
    header: differences(first.headerClaims, second.headerClaims),
    scopes: {
      added: [...after].filter((scope) => !before.has(scope)),
      removed: [...before].filter((scope) => !after.has(scope)),
      kept: [...before].filter((scope) => after.has(scope)),
    },
    lifetimes: { first: lifetimeOf(first), second: lifetimeOf(second) },
  };
}

function differences(first: readonly ReadClaim[], second: readonly ReadClaim[]): MemberDifference[] {
  const before = new Map(first.map(({ name, value }) => [name, value]));
  const after = new Map(second.map(({ name, value }) => [name, value]));
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => {
    const values = { name, first: before.get(name), second: after.get(name) };
    if (!after.has(name)) return { ...values, change: 'removed' };
    if (!before.has(name)) return { ...values, change: 'added' };
    return { ...values, change: canonical(values.first) === canonical(values.second) ? 'same' : 'changed' };
  });
}

/** Equal for values that are the same JSON, whatever the order of members. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** Scopes as RFC 9068 writes them, or as a list, as some servers do. */
function scopesOf({ payload }: TokenReading): string[] {
  const scope = payload?.scope ?? payload?.scp;
  if (typeof scope === 'string') return scope.split(' ').filter((word) => word !== '');
  return Array.isArray(scope) ? scope.filter((word) => typeof word === 'string') : [];
}

function lifetimeOf({ payload }: TokenReading): number | null {
  const [issued, expires] = [payload?.iat, payload?.exp];
  return typeof issued === 'number' && typeof expires === 'number' ? expires - issued : null;
}
