import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { HeldToken } from '../../../shared/model/held-token.ts';
import type { TokenRef } from '../../../shared/model/value.ts';
import { HeldTokenField, pastedIsUsed } from './held-token-field.tsx';
import { SecretField } from './secret-field.tsx';
import classes from './token-source-field.module.css';

interface TokenSourceFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly owner: string;
  /** Name of the keychain item's field, where the token is pasted. */
  readonly field: string;
  /** Of the held tokens, only these; absent: all. */
  readonly kind?: HeldToken['kind'];
  readonly reference: TokenRef | null;
  /** `token`: the held one that was chosen. */
  readonly onReference: (reference: TokenRef | null, token?: HeldToken) => void;
}

/** A token a profile names: pasted, then it is in the keychain; or one that is held, then the profile only refers to it. */
export function TokenSourceField({ label, hint, owner, field, kind, reference, onReference }: TokenSourceFieldProps) {
  const isHeld = reference !== null && 'held' in reference;
  const [wanted, setWanted] = useState<'held' | 'pasted' | null>(null);
  const source = wanted ?? (isHeld ? 'held' : 'pasted');
  return (
    <div className={classes.stack}>
      {source === 'pasted' ? (
        <SecretField
          label={label}
          hint={hint}
          owner={owner}
          field={field}
          reference={isHeld ? null : reference}
          onReference={(pasted) => {
            // Leaving the field empty must not take away the held token that was chosen before.
            if (pasted !== null || !isHeld) onReference(pasted);
          }}
        />
      ) : (
        <HeldTokenField
          label={label}
          hint={hint}
          kind={kind}
          chosen={isHeld ? reference.held : null}
          {...(reference !== null && !isHeld && { note: pastedIsUsed })}
          onReference={onReference}
        />
      )}
      <SegmentedControl
        className={classes.source}
        size="xs"
        value={source}
        data={[
          { value: 'pasted', label: 'Pasted' },
          { value: 'held', label: 'Held' },
        ]}
        onChange={(value) => setWanted(value === 'held' ? 'held' : 'pasted')}
        aria-label={`Where the ${label.toLowerCase()} is from`}
      />
    </div>
  );
}
