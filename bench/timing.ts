/** The middle of the values; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Milliseconds the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Measures contenders side by side: in every round each has its turn, in a different order and after another
 * one, so that whatever else the machine does falls on all of them alike, and the garbage one leaves too.
 *
 * @returns the median milliseconds of each
 */
export async function sideBySide<N extends string>(
  contenders: Readonly<Record<N, () => unknown>>,
  rounds: number,
): Promise<Record<N, number>> {
  const names = Object.keys(contenders) as N[];
  const results = new Map<N, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed();
    for (let turn = 0; turn < order.length; turn += 1) {
      const name = order[(turn + Math.floor(round / 2)) % order.length];
      if (name !== undefined) results.get(name)?.push(await timed(contenders[name]));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(results.get(name) ?? [])])) as Record<N, number>;
}
