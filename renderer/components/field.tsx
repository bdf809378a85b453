import { type ReactNode, useId } from 'react';
import classes from './field.module.css';

/** What an input needs to belong to its field. */
export interface FieldParts {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Id of the label of a field's input. */
export function labelIdOf(id: string): string {
  return `${id}-label`;
}

/** What stands around an input. */
export interface FieldProps {
  readonly label: string;
  /** At the right end of the label: a state in a few words. */
  readonly aside?: ReactNode;
  /** Behind the label: what the word means. */
  readonly hint?: ReactNode;
  /** What is wrong with the value, said as one types. */
  readonly error?: string | null;
  /** Under the input, always. */
  readonly note?: ReactNode;
  readonly children: (parts: FieldParts) => ReactNode;
}

/** A labelled input with its error and its explanation, tied together for a screen reader. */
export function Field({ label, aside, hint, error = null, note, children }: FieldProps) {
  const id = useId();
  const describedBy = [error !== null && `${id}-error`, note !== undefined && `${id}-note`].filter((each) => each !== false).join(' ');
  return (
    <div className={classes.field}>
      <div className={classes.head}>
        <label id={labelIdOf(id)} htmlFor={id} className={classes.label}>
          {label}
        </label>
        {hint}
        {aside !== undefined && <span className={classes.aside}>{aside}</span>}
      </div>
      {children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': error === null ? undefined : true,
      })}
      {error !== null && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
      {note !== undefined && (
        <p id={`${id}-note`} className={classes.note}>
          {note}
        </p>
      )}
    </div>
  );
}
