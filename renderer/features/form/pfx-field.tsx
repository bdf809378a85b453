import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { SecretRef } from '../../../shared/model/value.ts';
import { Field } from '../../components/field.tsx';
import { setSecret, useHasSecret } from '../../state/secret-state.ts';

/** Larger is no certificate with its key. */
const maxBytes = 64 * 1024;

interface PfxFieldProps {
  readonly owner: string;
  readonly reference: SecretRef | null;
  readonly onReference: (reference: SecretRef) => void;
}

/** A PKCS#12 file: it goes to the keychain whole, and is nowhere else. */
export function PfxField({ owner, reference, onReference }: PfxFieldProps) {
  const [error, setError] = useState<string | null>(null);
  const field = reference?.secret ?? 'tls_pfx';
  const present = useHasSecret(owner, field) === true && reference !== null;

  const take = async (file: File | null) => {
    if (file === null) return;
    try {
      if (file.size > maxBytes) return setError('This file is too large to be a certificate with its key.');
      const bytes = new Uint8Array(await file.arrayBuffer());
      // 0x30 begins every DER sequence, and so every PKCS#12 file.
      if (bytes[0] !== 0x30) return setError('This is no PKCS#12 file.');
      await setSecret(owner, field, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
      setError(null);
      onReference({ secret: field });
    } catch (thrown) {
      const { message, hint } = asAppError(thrown);
      setError(`${message} ${hint}`);
    }
  };

  return (
    <Field label="PKCS#12 file" error={error} aside={present ? 'in keychain' : 'not set'}>
      {(parts) => (
        <FileButton onChange={(file) => void take(file)} accept=".p12,.pfx,application/x-pkcs12">
          {(open) => (
            <Button {...parts} {...open} variant="default" fullWidth>
              {present ? 'Choose another file…' : 'Choose a file…'}
            </Button>
          )}
        </FileButton>
      )}
    </Field>
  );
}
