import { Input } from '@mantine/core';
import type { ReactNode } from 'react';
import { Field, type FieldProps } from '../../components/field.tsx';
import classes from './text-field.module.css';

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** At the right end of the input: a mark or an action. */
  readonly end?: ReactNode;
  readonly endWidth?: number;
  readonly readOnly?: boolean;
  /** Values that travel are set in the type of code. */
  readonly plain?: boolean;
  /** In a dialog: where the focus goes first. */
  readonly 'data-autofocus'?: boolean;
}

/** A labelled line of text of the profile. */
export function TextField({ label, value, onChange, error, aside, hint, note, end, endWidth, plain = false, ...rest }: TextFieldProps) {
  return (
    <Field label={label} aside={aside} hint={hint} error={error} note={note}>
      {(parts) => (
        <Input
          {...parts}
          {...rest}
          error={error !== null && error !== undefined}
          value={value}
          title={value.length > 40 ? value : undefined}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          classNames={plain ? {} : { input: classes.code }}
          rightSection={end}
          rightSectionWidth={end === undefined ? undefined : endWidth}
          rightSectionPointerEvents="all"
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
