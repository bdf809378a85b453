import { responseTypeOf, responseTypesOf } from '../../../shared/model/response-type.ts';
import { openId } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { type FormPart, requestEditor } from './form-part.ts';

/** What the implicit and hybrid grants ask the authorization endpoint for. */
export function ResponseTypeField({ profile, edit }: FormPart) {
  const { grant, request } = profile;
  if (grant !== 'implicit' && grant !== 'hybrid') return null;
  const options = responseTypesOf[grant].map((value) => ({ value, label: value }));
  return (
    <Field
      label="Response type"
      hint={
        <Hint of="a response type">
          What comes back in the redirect itself. A <code>token</code> there ends up in the history of the browser.{' '}
          <SpecAnchor spec={openId('responseTypes', '3', 'id_token')} />
        </Hint>
      }
    >
      {(parts) => (
        <Choice
          {...parts}
          value={responseTypeOf(grant, request.responseType)}
          options={options}
          onChange={(responseType) => requestEditor(edit)({ responseType })}
        />
      )}
    </Field>
  );
}
