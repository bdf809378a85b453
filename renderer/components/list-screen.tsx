import type { ReactNode } from 'react';
import classes from './list-screen.module.css';

interface ListScreenProps {
  readonly title: string;
  /** Beside the title: how many entries the list has. */
  readonly count: string;
  /** At the right end of the title. */
  readonly actions?: ReactNode;
  /** Under the title: notices, filters, the list. */
  readonly side: ReactNode;
  /** The list's side holds more than a list. */
  readonly roomy?: boolean;
  /** The chosen entry. */
  readonly children: ReactNode;
}

/** A screen with a list, and what was chosen from it beside it; in a narrow window, below it. */
export function ListScreen({ title, count, actions, side, roomy = false, children }: ListScreenProps) {
  return (
    <div className={roomy ? `${classes.screen} ${classes.roomy}` : classes.screen}>
      <section className={classes.side} aria-label={title}>
        <div className={classes.head}>
          <h1 className={classes.title}>{title}</h1>
          <span className={classes.count} role="status">
            {count}
          </span>
          {actions}
        </div>
        {side}
      </section>
      <main className={classes.main}>{children}</main>
    </div>
  );
}
