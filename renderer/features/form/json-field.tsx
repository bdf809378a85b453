import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { Field } from '../../components/field.tsx';
import { checkJson } from './check-json.ts';
import textField from './text-field.module.css';

interface JsonFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly kind: 'object' | 'array';
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A labelled piece of JSON, checked as one types. */
export function JsonField({ label, hint, kind, placeholder, value, onChange }: JsonFieldProps) {
  const error = checkJson(value, kind);
  return (
    <Field label={label} hint={hint} aside="JSON" error={error}>
      {(parts) => (
        <Textarea
          {...parts}
          error={error !== null}
          autosize
          minRows={3}
          maxRows={14}
          spellCheck={false}
          placeholder={placeholder}
          value={value}
          classNames={{ input: textField.code }}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
