import { SegmentedControl } from '@mantine/core';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './form.module.css';
import { type FormPart, groupEditor } from './form-part.ts';
import { GivenAssertion } from './given-assertion.tsx';
import { JsonField } from './json-field.tsx';
import { KeyFields } from './key-fields.tsx';
import { NumberField } from './number-field.tsx';

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
