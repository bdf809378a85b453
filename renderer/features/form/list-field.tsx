import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Field } from '../../components/field.tsx';
import textField from './text-field.module.css';

interface ListFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** One of them, in words. */
  readonly what: string;
  readonly values: readonly string[];
  readonly placeholder: string;
  readonly error?: string | null;
  readonly onChange: (values: string[]) => void;
}

/** Several short values, one a line. */
export function ListField({ label, hint, what, values, placeholder, error = null, onChange }: ListFieldProps) {
  // While one types, an empty line is the beginning of the next value.
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <Field label={label} hint={hint} aside={values.length > 1 ? `${values.length}, one a line` : `one ${what} a line`} error={error}>
      {(parts) => (
        <Textarea
          {...parts}
          autosize
          minRows={1}
          maxRows={6}
          spellCheck={false}
          placeholder={placeholder}
          value={draft ?? values.join('\n')}
          classNames={{ input: textField.code }}
          onBlur={() => setDraft(null)}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setDraft(text);
            onChange(
              text
                .split('\n')
                .map((line) => line.trim())
                .filter((line) => line !== ''),
            );
          }}
        />
      )}
    </Field>
  );
}
