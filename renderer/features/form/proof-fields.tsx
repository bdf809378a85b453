import type { AuthMethod } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './form.module.css';
import type { FormPart } from './form-part.ts';
import { KeyFields } from './key-fields.tsx';
import { NamedValues } from './named-values.tsx';
import { TextField } from './text-field.tsx';

/** The methods that prove the client with its secret. */
export const withSecret: ReadonlySet<AuthMethod> = new Set(['client_secret_basic', 'client_secret_post', 'client_secret_jwt']);

const audiences = [
  { value: 'issuer', label: 'the issuer', meaning: 'What RFC 9700 and FAPI 2.0 ask for.' },
  { value: 'endpoint', label: 'the endpoint', meaning: 'The URL the request is sent to, as older servers expect.' },
  { value: 'custom', label: 'another' },
] as const;

/** What the chosen client authentication needs beside id and secret. */
export function ProofFields({ profile, edit }: FormPart) {
  const { client } = profile;
  const set = (change: Partial<typeof client>) => edit((now) => ({ client: { ...now.client, ...change } }));
  switch (client.authMethod) {
    case 'private_key_jwt':
    case 'client_secret_jwt':
      return (
        <div className={classes.stack}>
          {client.authMethod === 'private_key_jwt' && <KeyFields profile={profile} edit={edit} />}
          <Field
            label="Audience of the assertion"
            hint={
              <Hint of="the audience of a client assertion">
                For whom the JWT is made. One made for the endpoint can be replayed at another server that has the same.{' '}
                <SpecAnchor spec={rfc(7523, '3')} />
              </Hint>
            }
          >
            {(parts) => (
              <Choice
                {...parts}
                value={client.assertionAudience}
                options={audiences}
                onChange={(assertionAudience) => set({ assertionAudience })}
              />
            )}
          </Field>
          {client.assertionAudience === 'custom' && (
            <TextField label="Audience" value={client.customAudience} onChange={(customAudience) => set({ customAudience })} />
          )}
        </div>
      );
    case 'custom':
      return (
        <div className={classes.stack}>
          <NamedValues
            owner={profile.id}
            prefix="client.parameter"
            what="parameter"
            values={client.customParameters}
            onChange={(change) => edit(({ client }) => ({ client: { ...client, customParameters: change(client.customParameters) } }))}
          />
          <NamedValues
            owner={profile.id}
            prefix="client.header"
            what="header"
            values={client.customHeaders}
            onChange={(change) => edit(({ client }) => ({ client: { ...client, customHeaders: change(client.customHeaders) } }))}
          />
        </div>
      );
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      return <p className={classes.quiet}>The certificate stands below, under TLS and proxy.</p>;
    case 'client_secret_basic':
    case 'client_secret_post':
    case 'none':
      return null;
  }
}
