import type { ReactNode } from 'react';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import classes from './panel.module.css';

interface OutcomeProps {
  /** What is being done, while it is. */
  readonly busy: string | null;
  readonly problem: AppErrorData | null;
  readonly children?: ReactNode;
}

/** What an action brought, read out when it comes. */
export function Outcome({ busy, problem, children }: OutcomeProps) {
  return (
    <div className={classes.outcome} role="status">
      {busy ??
        (problem === null ? (
          children
        ) : (
          <span className={classes.invalid}>
            {problem.message} <span className={classes.hint}>{problem.hint}</span>
          </span>
        ))}
    </div>
  );
}
