import { type ReactNode, useId } from 'react';
import classes from './section.module.css';

/** A part of the form that is always open. No landmark: the cards of the result beside it have some of the same names. */
export function Section({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {aside !== undefined && <div className={classes.aside}>{aside}</div>}
      </div>
      {children}
    </fieldset>
  );
}
