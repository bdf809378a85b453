import { IconCaretRightFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './folded.module.css';

interface FoldedProps {
  readonly title: string;
  /** What is inside, in one line. */
  readonly summary: string;
  /** A summary that must not be overlooked. */
  readonly warning?: boolean;
  readonly children: ReactNode;
}

/** A section that is folded until it is needed, and says in one line what is inside. */
export function Folded({ title, summary, warning = false, children }: FoldedProps) {
  return (
    <details className={classes.folded}>
      <summary className={classes.head}>
        <IconCaretRightFilled className={classes.caret} size={10} aria-hidden />
        <span className={classes.title}>{title}</span>
        <span className={warning ? classes.warning : classes.summary} title={summary}>
          {summary}
        </span>
      </summary>
      <div className={classes.body}>{children}</div>
    </details>
  );
}
