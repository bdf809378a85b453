/** Milliseconds within which further wishes are part of the first. */
const SOON_MS = 100;

interface SoonOnce {
  /** Has the work done a moment from now, once, however often it is wished until then. */
  soon(): void;
  /** Does at once what is still to be done. */
  now(): void;
  /** Forgets what is still to be done. */
  drop(): void;
}

/** Work that is too much for every keystroke. */
export function soonOnce(work: () => void): SoonOnce {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const drop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    soon() {
      timer ??= setTimeout(() => {
        timer = null;
        work();
      }, SOON_MS);
    },
    now() {
      if (timer === null) return;
      drop();
      work();
    },
    drop,
  };
}
