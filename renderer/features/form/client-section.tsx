import type { AuthMethod, BasicEncoding, Profile } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice, type ChoiceOption } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { useEnvironment } from '../../state/workspace-state.ts';
import { checkVariables } from './checks.ts';
import type { EditProfile } from './edit-profile.ts';
import classes from './form.module.css';
import { authMethodWords } from './grants.ts';
import { ProofFields, withSecret } from './proof-fields.tsx';
import { RegistrationActions } from './registration-actions.tsx';
import { SecretField } from './secret-field.tsx';
import { Section } from './section.tsx';
import { TextField } from './text-field.tsx';

type Authentication = `${AuthMethod}:${BasicEncoding}` | Exclude<AuthMethod, 'client_secret_basic'>;

const options: readonly ChoiceOption<Authentication>[] = [
  {
    value: 'client_secret_basic:form',
    label: 'client_secret_basic',
    detail: 'form-encoded',
    meaning: 'ID and secret in the Authorization header, each form-encoded first, as RFC 6749 §2.3.1 says.',
  },
  {
    value: 'client_secret_basic:raw',
    label: 'client_secret_basic',
    detail: 'raw',
    meaning: 'The same header without form-encoding, for servers that do not undo it.',
  },
  { value: 'client_secret_post', label: 'client_secret_post', meaning: authMethodWords.client_secret_post.meaning },
  { value: 'client_secret_jwt', label: 'client_secret_jwt', meaning: authMethodWords.client_secret_jwt.meaning },
  { value: 'private_key_jwt', label: 'private_key_jwt', meaning: authMethodWords.private_key_jwt.meaning },
  { value: 'tls_client_auth', label: 'tls_client_auth', meaning: authMethodWords.tls_client_auth.meaning },
  {
    value: 'self_signed_tls_client_auth',
    label: 'self_signed_tls_client_auth',
    meaning: authMethodWords.self_signed_tls_client_auth.meaning,
  },
  { value: 'none', label: 'none', detail: 'public client', meaning: authMethodWords.none.meaning },
  { value: 'custom', label: 'custom', detail: 'your own scheme', meaning: authMethodWords.custom.meaning },
];

function authenticationOf({ client, server }: Profile): Authentication {
  return client.authMethod === 'client_secret_basic' ? `client_secret_basic:${server.dialect.basicEncoding}` : client.authMethod;
}

/** Who asks, and how it proves that. */
export function ClientSection({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const environment = useEnvironment();
  const { client } = profile;
  const secretNeeded = withSecret.has(client.authMethod);

  const authenticate = (choice: Authentication) => {
    const [method, encoding] = choice.split(':') as [AuthMethod, BasicEncoding | undefined];
    edit(({ client, server }) => ({
      client: { ...client, authMethod: method },
      server: encoding === undefined ? server : { ...server, dialect: { ...server.dialect, basicEncoding: encoding } },
    }));
  };

  return (
    <Section title="Client">
      <div className={secretNeeded ? classes.pair : undefined}>
        <TextField
          label="Client ID"
          value={client.clientId}
          error={checkVariables(client.clientId, environment)}
          onChange={(clientId) => edit(({ client }) => ({ client: { ...client, clientId } }))}
        />
        {secretNeeded && (
          <SecretField
            label="Secret"
            owner={profile.id}
            field="client_secret"
            reference={client.clientSecret}
            onReference={(clientSecret) => edit(({ client }) => ({ client: { ...client, clientSecret } }))}
          />
        )}
      </div>
      <Field
        label="Authentication"
        hint={
          <Hint of="client authentication">
            How the client proves at the token endpoint that it is who it says. <SpecAnchor spec={rfc(6749, '2.3')} />
          </Hint>
        }
      >
        {(parts) => <Choice {...parts} value={authenticationOf(profile)} options={options} onChange={authenticate} />}
      </Field>
      <ProofFields profile={profile} edit={edit} />
      <RegistrationActions profile={profile} />
    </Section>
  );
}
