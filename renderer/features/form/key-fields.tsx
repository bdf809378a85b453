import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './form.module.css';
import type { FormPart } from './form-part.ts';
import { SecretField } from './secret-field.tsx';
import { TextField } from './text-field.tsx';

const algorithms = ['', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'].map((value) => ({
  value,
  label: value === '' ? 'as the key is' : value,
}));

/** The client's private key, and how it signs. */
export function KeyFields({ profile, edit }: FormPart) {
  const { client } = profile;
  const set = (change: Partial<typeof client>) => edit((now) => ({ client: { ...now.client, ...change } }));
  return (
    <div className={classes.stack}>
      <SecretField
        label="Signing key"
        hint={
          <Hint of="the signing key">
            A private key as JWK or PEM (PKCS#8). The server has its public half. <SpecAnchor spec={rfc(7523, '2.2')} />
          </Hint>
        }
        owner={profile.id}
        field="signing_key"
        reference={client.signingKey}
        onReference={(signingKey) => set({ signingKey })}
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
