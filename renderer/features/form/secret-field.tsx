import { type ReactNode, useState } from 'react';
import type { SecretRef } from '../../../shared/model/value.ts';
import { Field } from '../../components/field.tsx';
import { hostState } from '../../state/host-state.ts';
import { useHasSecret } from '../../state/secret-state.ts';
import { SecretInput } from './secret-input.tsx';

interface SecretFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly owner: string;
  /** Name of the keychain item's field, also where the profile does not refer to it yet. */
  readonly field: string;
  readonly reference: SecretRef | null;
  readonly onReference: (reference: SecretRef | null) => void;
  /** Whether its line breaks belong to it. */
  readonly lines?: boolean;
}

/** A labelled secret of a profile, and where it lives. */
export function SecretField({ label, hint, owner, field, reference, onReference, lines }: SecretFieldProps) {
  const [error, setError] = useState<string | null>(null);
  const name = reference?.secret ?? field;
  const present = useHasSecret(owner, name);
  const inMemory = hostState((state) => state.facts?.keychain.state === 'memory');
  const place = inMemory ? 'in memory' : 'in keychain';
  return (
    <Field label={label} hint={hint} error={error} aside={reference !== null && present === true ? place : undefined}>
      {(parts) => (
        <SecretInput
          key={`${owner}/${name}`}
          parts={parts}
          owner={owner}
          field={name}
          referred={reference !== null}
          onError={setError}
          {...(lines !== undefined && { lines })}
          onPresence={(has) => {
            if (has !== (reference !== null)) onReference(has ? { secret: name } : null);
          }}
        />
      )}
    </Field>
  );
}
