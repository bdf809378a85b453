import type { HeldToken } from '../../../shared/model/held-token.ts';
import { clockWords } from '../run/time-words.ts';
import { isOver, kindWords, standingWords, subjectWords } from './held-token-words.ts';
import classes from './token-row.module.css';

/** Whether the entries above and below are of the same family. */
export interface Neighbours {
  readonly above: boolean;
  readonly below: boolean;
}

interface TokenRowProps {
  readonly token: HeldToken | undefined;
  readonly neighbours: Neighbours;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** One token of the list. A line at its left ties it to its family. */
export function TokenRow({ token, neighbours, now }: TokenRowProps) {
  if (token === undefined) return <span className={classes.coming}>…</span>;
  const over = isOver(token, now);
  const what = [token.profileName, token.scope].filter((part) => part !== '').join(' · ');
  return (
    <div className={classes.row}>
      <span aria-hidden className={classes.rail}>
        <span className={neighbours.above ? classes.line : classes.noLine} />
        <span className={over ? classes.ring : classes.dot} />
        <span className={neighbours.below ? classes.line : classes.noLine} />
      </span>
      <span className={classes.first}>
        <span className={classes.kind}>{kindWords(token)}</span>
        <bdi className={classes.subject}>{subjectWords(token)}</bdi>
        <span className={over ? classes.expired : classes.expiry}>{standingWords(token, now)}</span>
      </span>
      <span className={classes.under}>
        <bdi className={classes.what}>{what}</bdi>
        <span className={classes.time}>{clockWords(token.obtainedAt, now)}</span>
      </span>
    </div>
  );
}
