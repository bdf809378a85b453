import type { RefObject } from 'react';
import { Field } from '../../components/field.tsx';
import { GrowingTextarea } from '../../components/growing-textarea.tsx';
import classes from './panel.module.css';

/** A private key that is used once: masked, not controlled, so that no state and no attribute of the page holds it. */
export function PrivateKeyField({ input }: { readonly input: RefObject<HTMLTextAreaElement | null> }) {
  return (
    <Field label="Key">
      {(parts) => (
        <GrowingTextarea
          {...parts}
          ref={input}
          minRows={3}
          maxRows={10}
          spellCheck={false}
          autoComplete="off"
          placeholder={'{"kty": …, "d": …}  or  -----BEGIN PRIVATE KEY-----'}
          type={classes.masked}
        />
      )}
    </Field>
  );
}
