import type { ReactNode } from 'react';
import { checkJson } from './check-json.ts';
import { TextAreaField } from './text-area-field.tsx';

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
  return (
    <TextAreaField
      label={label}
      hint={hint}
      aside="JSON"
      error={checkJson(value, kind)}
      minRows={3}
      maxRows={14}
      placeholder={placeholder}
      value={value}
      onChange={onChange}
    />
  );
}
