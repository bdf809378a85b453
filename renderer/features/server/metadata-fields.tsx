import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice, type ChoiceOption } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import form from '../form/form.module.css';
import { authMethodWords } from '../form/grants.ts';
import { ListField } from '../form/list-field.tsx';
import { TextAreaField } from '../form/text-area-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { type ClientFields, checkRest } from './client-fields.ts';

interface MetadataFieldsProps {
  readonly fields: ClientFields;
  readonly onChange: (fields: ClientFields) => void;
}

const authMethods: readonly ChoiceOption<ClientFields['authMethod']>[] = [
  { value: '', label: 'server’s choice', meaning: 'Not said; the standard says client_secret_basic.' },
  ...(
    [
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'tls_client_auth',
      'self_signed_tls_client_auth',
      'none',
    ] as const
  ).map((value) => ({ value, label: value, meaning: authMethodWords[value].meaning })),
];

/** What a client is registered with. */
export function MetadataFields({ fields, onChange }: MetadataFieldsProps) {
  const set = (change: Partial<ClientFields>) => onChange({ ...fields, ...change });
  return (
    <>
      <TextField label="Name" value={fields.clientName} onChange={(clientName) => set({ clientName })} />
      <ListField
        label="Redirect URIs"
        hint={
          <Hint of="a redirect URI">
            Where users may come back. One of this machine stands for any of its ports, if the application is native.{' '}
            <SpecAnchor spec={rfc(8252, '7.3')} />
          </Hint>
        }
        what="URI"
        values={fields.redirectUris}
        placeholder="none: no user comes back"
        onChange={(redirectUris) => set({ redirectUris })}
      />
      <div className={form.pair}>
        <ListField
          label="Grant types"
          what="grant"
          values={fields.grantTypes}
          placeholder="authorization_code"
          onChange={(grantTypes) => set({ grantTypes })}
        />
        <ListField
          label="Response types"
          what="type"
          values={fields.responseTypes}
          placeholder="none"
          onChange={(responseTypes) => set({ responseTypes })}
        />
      </div>
      <div className={form.pair}>
        <Field label="Authentication">
          {(parts) => <Choice {...parts} value={fields.authMethod} options={authMethods} onChange={(authMethod) => set({ authMethod })} />}
        </Field>
        <TextField label="Scope" value={fields.scope} placeholder="server’s choice" onChange={(scope) => set({ scope })} />
      </div>
      <TextAreaField
        label="Everything else"
        aside="JSON"
        error={checkRest(fields.rest)}
        hint={
          <Hint of="client metadata">
            Any other member of the registration: contacts, jwks, policy_uri, software_statement … <SpecAnchor spec={rfc(7591, '2')} />
          </Hint>
        }
        minRows={2}
        maxRows={12}
        placeholder={'{ "contacts": ["me@example.com"] }'}
        value={fields.rest}
        onChange={(rest) => set({ rest })}
      />
    </>
  );
}
