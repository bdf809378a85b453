import { SegmentedControl } from '@mantine/core';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './form.module.css';
import { type FormPart, groupEditor } from './form-part.ts';
import { JsonField } from './json-field.tsx';
import { KeyFields } from './key-fields.tsx';
import { NumberField } from './number-field.tsx';
import { SecretField } from './secret-field.tsx';

/** The assertion of the JWT bearer grant: built here, or pasted. */
export function JwtAssertionFields({ profile, edit }: FormPart) {
  const { assertion } = profile.request;
  const set = groupEditor(edit, 'assertion');
  return (
    <div className={classes.stack}>
      <SegmentedControl
        fullWidth
        value={assertion.source}
        data={[
          { value: 'built', label: 'Built here' },
          { value: 'given', label: 'Pasted' },
        ]}
        onChange={(source) => set({ source: source === 'given' ? 'given' : 'built' })}
        aria-label="Where the assertion comes from"
      />
      {assertion.source === 'given' ? (
        <GivenAssertion profile={profile} edit={edit} />
      ) : (
        <>
          <JsonField
            label="Claims"
            hint={
              <Hint of="the claims of an assertion">
                What is missing of <code>iss</code>, <code>sub</code>, <code>aud</code>, <code>iat</code>, <code>exp</code> and{' '}
                <code>jti</code> is filled in: the client, the issuer, now. <SpecAnchor spec={rfc(7523, '3')} />
              </Hint>
            }
            kind="object"
            placeholder={'{ "sub": "alice" }'}
            value={assertion.claims}
            onChange={(claims) => set({ claims })}
          />
          <NumberField
            label="Lifetime"
            unit="seconds"
            value={assertion.lifetimeSeconds}
            min={1}
            max={31_536_000}
            onChange={(lifetimeSeconds) => lifetimeSeconds !== null && set({ lifetimeSeconds })}
          />
          {profile.client.authMethod !== 'private_key_jwt' && <KeyFields profile={profile} edit={edit} />}
        </>
      )}
    </div>
  );
}

/** A pasted assertion: a JWT, or SAML 2.0 as XML or Base64. */
export function GivenAssertion({ profile, edit }: FormPart) {
  return (
    <SecretField
      label="Assertion"
      hint={
        <Hint of="an assertion">
          A JWT, or a SAML 2.0 assertion as XML, Base64 or Base64url; it is sent in the form the RFC asks for.{' '}
          <SpecAnchor spec={profile.grant === 'saml2_bearer' ? rfc(7522, '2.1') : rfc(7523, '2.1')} />
        </Hint>
      }
      owner={profile.id}
      field="assertion"
      reference={profile.request.assertion.given}
      onReference={(given) => groupEditor(edit, 'assertion')({ given })}
    />
  );
}
