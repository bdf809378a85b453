import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Field } from '../../components/field.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly unit: string;
  /** Null where nothing was entered. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly placeholder?: string;
  readonly onChange: (value: number | null) => void;
}

/** A labelled whole number with its unit. */
export function NumberField({ label, hint, unit, value, min, max, placeholder, onChange }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} aside={unit}>
      {(parts) => (
        <NumberInput
          {...parts}
          value={value ?? ''}
          min={min}
          max={max}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          hideControls
          placeholder={placeholder}
          onChange={(next) => {
            if (next === '') onChange(null);
            else if (typeof next === 'number' && next >= min && next <= max) onChange(next);
          }}
        />
      )}
    </Field>
  );
}
