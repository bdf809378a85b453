import type { ReactNode } from 'react';
import classes from './block.module.css';

interface BlockProps {
  readonly title: string;
  /** Beside the title, dim: sizes, types. */
  readonly facts?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a card. */
export function Block({ title, facts, actions, children }: BlockProps) {
  return (
    <div className={classes.block}>
      <div className={classes.head}>
        <h4 className={classes.title}>{title}</h4>
        {facts !== undefined && <span className={classes.facts}>{facts}</span>}
        <div className={classes.actions}>{actions}</div>
      </div>
      {children}
    </div>
  );
}
