/**
 * Does one thing at a time, for the newest wish only: the first is done at once, and of those that
 * arrive meanwhile only the last, after a rest.
 *
 * @param restMs milliseconds between the end of one and the start of the next
 */
export function newestOnly<T>(work: (wish: T) => Promise<void>, restMs: (wish: T) => number): { want(wish: T): void; stop(): void } {
  let busy = false;
  let stopped = false;
  let next: { readonly wish: T } | null = null;
  const run = async (wish: T): Promise<void> => {
    busy = true;
    await work(wish);
    if (next !== null && !stopped) await new Promise((resolve) => setTimeout(resolve, restMs(wish)));
    busy = false;
    const following = next;
    next = null;
    if (following !== null && !stopped) void run(following.wish);
  };
  return {
    want(wish) {
      if (busy) next = { wish };
      else void run(wish);
    },
    stop() {
      stopped = true;
      next = null;
    },
  };
}
