import { Suspense, useState } from 'react';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { DecodedAssertion } from './decoded-assertion-lazily.ts';
import classes from './form.module.css';
import { type FormPart, groupEditor } from './form-part.ts';
import { SecretField } from './secret-field.tsx';

const field = 'assertion';

/** A pasted assertion: a JWT, or SAML 2.0 as XML or Base64; what it says is shown on request. */
export function GivenAssertion({ profile, edit }: FormPart) {
  const { given } = profile.request.assertion;
  const [decoded, setDecoded] = useState(false);
  const isOpen = decoded && given !== null;
  return (
    // What was decoded is not what is being typed.
    <div className={classes.stack} onInput={() => setDecoded(false)}>
      <div className={classes.withAction}>
        <SecretField
          label="Assertion"
          hint={
            <Hint of="an assertion">
              A JWT, or a SAML 2.0 assertion as XML, Base64 or Base64url; it is sent in the form the RFC asks for.{' '}
              <SpecAnchor spec={profile.grant === 'saml2_bearer' ? rfc(7522, '2.1') : rfc(7523, '2.1')} />
            </Hint>
          }
          owner={profile.id}
          field={field}
          reference={given}
          onReference={(reference) => groupEditor(edit, 'assertion')({ given: reference })}
          lines
        />
        {given !== null && (
          <TextAction className={classes.start} onClick={() => setDecoded(!decoded)}>
            {isOpen ? 'Hide what it says' : 'Show what it says'}
          </TextAction>
        )}
      </div>
      {isOpen && (
        <Suspense fallback={null}>
          <DecodedAssertion owner={profile.id} field={given.secret} />
        </Suspense>
      )}
    </div>
  );
}
