import { Field, type FieldProps } from '../../components/field.tsx';
import { GrowingTextarea } from '../../components/growing-textarea.tsx';
import classes from './text-field.module.css';

interface TextAreaFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly minRows: number;
  /** Up to how many lines it grows with its text. */
  readonly maxRows: number;
  readonly onBlur?: () => void;
}

/** A labelled text of several lines that travels, in the type of code. */
export function TextAreaField({ label, value, onChange, error = null, aside, hint, note, ...rest }: TextAreaFieldProps) {
  return (
    <Field label={label} aside={aside} hint={hint} error={error} note={note}>
      {(parts) => (
        <GrowingTextarea
          {...parts}
          {...rest}
          error={error !== null}
          value={value}
          spellCheck={false}
          autoComplete="off"
          type={classes.code}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
