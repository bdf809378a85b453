import { Checkbox } from '@mantine/core';
import { grantTraits, usesRedirect } from '../../../shared/model/grant-traits.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { openId, rfc } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Folded } from '../../components/folded.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { type FormPart, groupEditor, requestEditor } from './form-part.ts';
import { JsonField } from './json-field.tsx';
import { KeyFields } from './key-fields.tsx';
import { ListField } from './list-field.tsx';
import { SecretField } from './secret-field.tsx';

function summaryOf({ grant, client, request: { protection, authorizationDetails, resources } }: Profile, redirects: boolean): string {
  const words = [
    redirects && protection.par && 'PAR',
    redirects && protection.jar && (protection.jarEncrypted ? 'JAR encrypted' : 'JAR'),
    grantTraits[grant].asksToken && protection.dpop && `DPoP ${protection.dpopAlg}`,
    authorizationDetails !== '' && 'RAR',
    resources.length > 0 && (resources.length === 1 ? 'resource' : `${resources.length} resources`),
    client.decryptionKey !== null && 'decryption key',
  ];
  return words.filter((word) => word !== false).join(', ') || 'off';
}

const dpopAlgorithms = (['ES256', 'ES384', 'ES512', 'EdDSA', 'PS256', 'RS256'] as const).map((value) => ({ value, label: value }));

/** How the request is protected on its way, to which key the tokens are bound, and for what in detail they are asked. */
export function ProtectionSection({ profile, edit }: FormPart) {
  const { protection, authorizationDetails, resources } = profile.request;
  const redirects = usesRedirect(profile.grant);
  const set = groupEditor(edit, 'protection');
  const setRequest = requestEditor(edit);
  // A proof goes to the token endpoint: without one there is nothing to bind a token to.
  const { asksToken } = grantTraits[profile.grant];
  const title = redirects ? (asksToken ? 'PAR, JAR, DPoP, RAR' : 'PAR, JAR, RAR') : 'DPoP, RAR, resources';
  return (
    <Folded title={title} summary={summaryOf(profile, redirects)}>
      {redirects && (
        <>
          <Checkbox
            label="Push the request (PAR)"
            description="The parameters go to the server directly; the browser carries only a reference."
            checked={protection.par}
            onChange={(event) => set({ par: event.currentTarget.checked })}
          />
          <Checkbox
            label="Sign the request (JAR)"
            description="The parameters go as a signed JWT that nobody on the way can change."
            checked={protection.jar}
            onChange={(event) => set({ jar: event.currentTarget.checked })}
          />
          {protection.jar && (
            <>
              <Checkbox
                label="Encrypt it for the server"
                description="With the key the server publishes for that."
                checked={protection.jarEncrypted}
                onChange={(event) => set({ jarEncrypted: event.currentTarget.checked })}
              />
              {profile.client.authMethod !== 'private_key_jwt' && <KeyFields profile={profile} edit={edit} />}
            </>
          )}
        </>
      )}
      {asksToken && (
        <Checkbox
          label="Prove possession of a key (DPoP)"
          description="Tokens are bound to a key of this profile, which is made at first use and kept in the keychain."
          checked={protection.dpop}
          onChange={(event) => set({ dpop: event.currentTarget.checked })}
        />
      )}
      {asksToken && protection.dpop && (
        <Field label="DPoP algorithm" aside={protection.dpopKey === null ? 'key made at first use' : 'key in keychain'}>
          {(parts) => (
            <Choice
              {...parts}
              value={protection.dpopAlg}
              options={dpopAlgorithms}
              // A key is for one algorithm: another one takes another key.
              onChange={(dpopAlg) => set({ dpopAlg, dpopKey: null })}
            />
          )}
        </Field>
      )}
      <ListField
        label="Resources"
        hint={
          <Hint of="a resource">
            Where the access token is to be used, as a URI. <SpecAnchor spec={rfc(8707, '2')} />
          </Hint>
        }
        what="URI"
        values={resources}
        placeholder="https://api.example.com/"
        onChange={(next) => setRequest({ resources: next })}
      />
      <JsonField
        label="Authorization details"
        hint={
          <Hint of="authorization details">
            What is asked for, in detail: a list of objects, each with a <code>type</code> the server defines.{' '}
            <SpecAnchor spec={rfc(9396, '2')} />
          </Hint>
        }
        kind="array"
        placeholder={'[{ "type": "payment_initiation", … }]'}
        value={authorizationDetails}
        onChange={(next) => setRequest({ authorizationDetails: next })}
      />
      <SecretField
        label="Decryption key"
        hint={
          <Hint of="the decryption key">
            The private key, as JWK or PEM, for what the server encrypts for this client: ID tokens, JWT responses, userinfo. What is
            encrypted symmetrically (<code>dir</code>, AES key wrap) opens with the client secret.{' '}
            <SpecAnchor spec={openId('core', '10.2', 'Encryption')} />
          </Hint>
        }
        owner={profile.id}
        field="decryption_key"
        reference={profile.client.decryptionKey}
        onReference={(decryptionKey) => edit(({ client }) => ({ client: { ...client, decryptionKey } }))}
      />
    </Folded>
  );
}
