import { type ReactNode, useState } from 'react';
import { TextAreaField } from './text-area-field.tsx';

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
    <TextAreaField
      label={label}
      hint={hint}
      aside={values.length > 1 ? `${values.length}, one a line` : `one ${what} a line`}
      error={error}
      minRows={1}
      maxRows={6}
      placeholder={placeholder}
      value={draft ?? values.join('\n')}
      onBlur={() => setDraft(null)}
      onChange={(text) => {
        setDraft(text);
        onChange(
          text
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        );
      }}
    />
  );
}
