import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice, type ChoiceOption } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './form.module.css';
import { type FormPart, groupEditor, requestEditor } from './form-part.ts';
import { ListField } from './list-field.tsx';
import { TokenSourceField } from './token-source-field.tsx';
import { tokenTypeOf, tokenTypePrefix } from './token-type.ts';

/** The token types of RFC 8693 §3. */
const types: readonly ChoiceOption<string>[] = [
  { value: `${tokenTypePrefix}access_token`, label: 'access_token' },
  { value: `${tokenTypePrefix}refresh_token`, label: 'refresh_token' },
  { value: `${tokenTypePrefix}id_token`, label: 'id_token' },
  { value: `${tokenTypePrefix}jwt`, label: 'jwt', meaning: 'Any JWT.' },
  { value: `${tokenTypePrefix}saml1`, label: 'saml1', meaning: 'A SAML 1.1 assertion.' },
  { value: `${tokenTypePrefix}saml2`, label: 'saml2', meaning: 'A SAML 2.0 assertion.' },
];

/** Token exchange: whose token, who acts, what is wanted. */
export function ExchangeFields({ profile, edit }: FormPart) {
  const { exchange, audiences } = profile.request;
  const set = groupEditor(edit, 'exchange');
  return (
    <div className={classes.stack}>
      <TokenSourceField
        label="Subject token"
        hint={
          <Hint of="a subject token">
            The token of the party on whose behalf the new one is asked for. <SpecAnchor spec={rfc(8693, '2.1')} />
          </Hint>
        }
        owner={profile.id}
        field="subject_token"
        reference={exchange.subjectToken}
        onReference={(subjectToken, held) => set({ subjectToken, ...(held && { subjectTokenType: tokenTypeOf(held) }) })}
      />
      <TypeField label="Subject token type" value={exchange.subjectTokenType} onChange={(subjectTokenType) => set({ subjectTokenType })} />
      <TokenSourceField
        label="Actor token"
        hint={
          <Hint of="an actor token">
            The token of the party that acts: with it the new token says that one acts for the other (<code>act</code>, delegation); without
            it, nothing tells them apart (impersonation). <SpecAnchor spec={rfc(8693, '1.1')} />
          </Hint>
        }
        owner={profile.id}
        field="actor_token"
        reference={exchange.actorToken}
        onReference={(actorToken, held) => set({ actorToken, ...(held && { actorTokenType: tokenTypeOf(held) }) })}
      />
      {exchange.actorToken !== null && (
        <TypeField label="Actor token type" value={exchange.actorTokenType} onChange={(actorTokenType) => set({ actorTokenType })} />
      )}
      <TypeField
        label="Requested token type"
        value={exchange.requestedTokenType}
        none="as the server decides"
        onChange={(requestedTokenType) => set({ requestedTokenType })}
      />
      <ListField
        label="Audience"
        what="audience"
        values={audiences}
        placeholder="name of the service"
        onChange={(next) => requestEditor(edit)({ audiences: next })}
      />
    </div>
  );
}

interface TypeFieldProps {
  readonly label: string;
  readonly value: string;
  /** Words for no type at all, where that is possible. */
  readonly none?: string;
  readonly onChange: (value: string) => void;
}

function TypeField({ label, value, none, onChange }: TypeFieldProps) {
  const options = [
    ...(none === undefined ? [] : [{ value: '', label: none }]),
    ...types,
    ...(value === '' || types.some((type) => type.value === value) ? [] : [{ value, label: value }]),
  ];
  return <Field label={label}>{(parts) => <Choice {...parts} value={value} options={options} onChange={onChange} />}</Field>;
}
