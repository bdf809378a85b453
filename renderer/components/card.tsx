import { type ReactNode, useId } from 'react';
import classes from './card.module.css';

interface CardProps {
  readonly title: string;
  /** Beside the title: badges. */
  readonly badges?: ReactNode;
  /** At the right end of the head. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A titled box of the result: a token, a list of verdicts, an exchange. */
export function Card({ title, badges, actions, children }: CardProps) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <header className={classes.head}>
        <h3 id={id} className={classes.title}>
          {title}
        </h3>
        {badges !== undefined && <div className={classes.badges}>{badges}</div>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
