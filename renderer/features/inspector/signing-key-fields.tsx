import type { RefObject } from 'react';
import type { SecretEncoding } from '../../../shared/inspector/verification-key.ts';
import { Choice } from '../../components/choice.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { Field } from '../../components/field.tsx';
import { MaskedInput } from './masked-input.tsx';
import { type NewKey, type NewKeyAlgorithm, newKeyAlgorithms } from './new-key-algorithms.ts';
import classes from './panel.module.css';
import { PrivateKeyField } from './private-key-field.tsx';
import { encodingChoices } from './secret-encodings.ts';

export type SigningSource = 'secret' | 'pasted' | 'new';

const sources: readonly { value: SigningSource; label: string; meaning: string }[] = [
  { value: 'secret', label: 'A shared secret', meaning: 'For HS256, HS384 and HS512.' },
  { value: 'pasted', label: 'A key I have', meaning: 'A private key as JWK or PEM.' },
  { value: 'new', label: 'A new key', meaning: 'Made now, gone with this page. Its public half is shown.' },
];

const newAlgorithms = newKeyAlgorithms.map((value) => ({ value, label: value }));

interface SigningKeyFieldsProps {
  readonly source: SigningSource;
  readonly onSource: (source: SigningSource) => void;
  readonly secret: RefObject<HTMLInputElement | null>;
  readonly pasted: RefObject<HTMLTextAreaElement | null>;
  readonly encoding: SecretEncoding;
  readonly onEncoding: (encoding: SecretEncoding) => void;
  readonly newAlgorithm: NewKeyAlgorithm;
  readonly onNewAlgorithm: (alg: NewKeyAlgorithm) => void;
  /** The key that was made; null before the first signing. */
  readonly newKey: NewKey | null;
}

/** What a token made by hand is signed with. Keys stand in their fields and nowhere else. */
export function SigningKeyFields({ source, onSource, newKey, ...fields }: SigningKeyFieldsProps) {
  return (
    <>
      <Field label="Sign with">{(parts) => <Choice {...parts} value={source} options={sources} onChange={onSource} />}</Field>
      {source === 'secret' && (
        <div className={classes.pair}>
          <Field label="Secret">{(parts) => <MaskedInput parts={parts} input={fields.secret} />}</Field>
          <Field label="Written as">
            {(parts) => <Choice {...parts} value={fields.encoding} options={encodingChoices} onChange={fields.onEncoding} />}
          </Field>
        </div>
      )}
      {source === 'pasted' && <PrivateKeyField input={fields.pasted} />}
      {source === 'new' && (
        <Field label="Algorithm" note={newKey === null ? 'The key is made when you sign.' : undefined}>
          {(parts) => <Choice {...parts} value={fields.newAlgorithm} options={newAlgorithms} onChange={fields.onNewAlgorithm} />}
        </Field>
      )}
      {source === 'new' && newKey !== null && (
        <section className={classes.labelled} aria-label="Public key">
          <span className={classes.label}>
            Public key <CopyAction text={newKey.publicJwk} of="the public key" />
          </span>
          <pre className={classes.key}>{newKey.publicJwk}</pre>
        </section>
      )}
    </>
  );
}
