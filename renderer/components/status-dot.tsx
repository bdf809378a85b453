import type { RunOutcome } from '../../shared/model/run.ts';
import classes from './status-dot.module.css';

/** How a run ended, in words. */
export const outcomeWords: Record<RunOutcome, string> = {
  running: 'running',
  succeeded: 'succeeded',
  checks_failed: 'tokens, but a check failed',
  failed: 'failed',
  cancelled: 'cancelled',
};

const tones: Record<RunOutcome, string | undefined> = {
  running: classes.running,
  succeeded: classes.good,
  checks_failed: classes.warn,
  failed: classes.bad,
  cancelled: classes.idle,
};

/** The colour of an outcome; the word beside it, for those who do not see the colour, is its title and text. */
export function StatusDot({ outcome }: { readonly outcome: RunOutcome | null }) {
  const words = outcome === null ? 'not run yet' : `last run: ${outcomeWords[outcome]}`;
  return (
    <span className={`${classes.dot} ${outcome === null ? classes.idle : tones[outcome]}`} role="img" aria-label={words} title={words} />
  );
}
