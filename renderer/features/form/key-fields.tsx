import { useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import classes from './form.module.css';
import type { FormPart } from './form-part.ts';
import { type MadeKey, makeKey } from './make-key.ts';
import { SecretField } from './secret-field.tsx';
import { TextField } from './text-field.tsx';

const algorithms = ['', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'].map((value) => ({
  value,
  label: value === '' ? 'as the key is' : value,
}));

/** The client's private key, and how it signs. */
export function KeyFields({ profile, edit }: FormPart) {
  const [made, setMade] = useState<MadeKey | null>(null);
  const [error, setError] = useState<string | null>(null);
  const { client } = profile;
  const set = (change: Partial<typeof client>) => edit((now) => ({ client: { ...now.client, ...change } }));
  return (
    <div className={classes.stack}>
      <SecretField
        label="Signing key"
        hint={
          <Hint of="the signing key">
            A private key as JWK, PEM or PKCS#12 in Base64. The server has its public half. <SpecAnchor spec={rfc(7523, '2.2')} />
          </Hint>
        }
        owner={profile.id}
        field="signing_key"
        reference={client.signingKey}
        onReference={(signingKey) => set({ signingKey })}
      />
      {client.signingKey === null && (
        <TextAction
          className={classes.start}
          onClick={() =>
            void makeKey(profile.id, client.signingAlg).then(
              (key) => {
                setMade(key);
                set({ signingKey: { secret: 'signing_key' } });
              },
              (thrown: unknown) => setError(asAppError(thrown).message),
            )
          }
        >
          Make a key
        </TextAction>
      )}
      {error !== null && <p className={classes.quiet}>{error}</p>}
      {made !== null && client.signingKey !== null && (
        <p className={classes.quiet}>
          An {made.alg} key is in the keychain. Register its public half at the server:{' '}
          <CopyAction text={made.publicJwks} of="public JWK Set" />
        </p>
      )}
      <SecretField
        label="Passphrase of the key"
        owner={profile.id}
        field="signing_key_passphrase"
        reference={client.signingKeyPassphrase}
        onReference={(signingKeyPassphrase) => set({ signingKeyPassphrase })}
      />
      <div className={classes.pair}>
        <Field label="Algorithm">
          {(parts) => <Choice {...parts} value={client.signingAlg} options={algorithms} onChange={(signingAlg) => set({ signingAlg })} />}
        </Field>
        <TextField label="Key ID" placeholder="the key’s own" value={client.signingKid} onChange={(signingKid) => set({ signingKid })} />
      </div>
    </div>
  );
}
