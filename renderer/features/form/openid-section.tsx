import type { OpenIdParameters } from '../../../shared/model/request-settings.ts';
import { openId as spec } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Folded } from '../../components/folded.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './form.module.css';
import { type FormPart, groupEditor } from './form-part.ts';
import { JsonField } from './json-field.tsx';
import { NumberField } from './number-field.tsx';
import { TextField } from './text-field.tsx';
import { TokenSourceField } from './token-source-field.tsx';

/** What is asked for, in one line. */
function summaryOf({ claims, acrValues, prompt, maxAge, loginHint, uiLocales, display, idTokenHint }: OpenIdParameters): string {
  const words = [
    prompt !== '' && `prompt=${prompt}`,
    maxAge !== null && `max_age=${maxAge}`,
    acrValues !== '' && 'acr_values',
    claims !== '' && 'claims',
    loginHint !== '' && 'login_hint',
    uiLocales !== '' && 'ui_locales',
    display !== '' && `display=${display}`,
    idTokenHint !== null && 'id_token_hint',
  ];
  return words.filter((word) => word !== false).join(', ') || 'none';
}

const displays = [
  { value: '', label: 'not said' },
  { value: 'page', label: 'page', meaning: 'A whole page.' },
  { value: 'popup', label: 'popup', meaning: 'A small window in front of another.' },
  { value: 'touch', label: 'touch', meaning: 'For a device with a touch screen.' },
  { value: 'wap', label: 'wap', meaning: 'For an old phone.' },
] as const;

/** What OpenID Connect adds to the authorization request. */
export function OpenIdSection({ profile, edit }: FormPart) {
  const { openId } = profile.request;
  const set = groupEditor(edit, 'openId');
  return (
    <Folded title="OpenID Connect" summary={summaryOf(openId)}>
      <div className={classes.pair}>
        <TextField
          label="Prompt"
          hint={
            <Hint of="prompt">
              What the server must ask: <code>none</code>, <code>login</code>, <code>consent</code>, <code>select_account</code>.{' '}
              <SpecAnchor spec={spec('core', '3.1.2.1', 'AuthRequest')} />
            </Hint>
          }
          placeholder="as the server decides"
          value={openId.prompt}
          onChange={(prompt) => set({ prompt })}
        />
        <NumberField
          label="Maximum age"
          unit="seconds"
          value={openId.maxAge}
          min={0}
          max={1_000_000_000}
          placeholder="any"
          onChange={(maxAge) => set({ maxAge })}
        />
      </div>
      <div className={classes.pair}>
        <TextField label="Login hint" value={openId.loginHint} onChange={(loginHint) => set({ loginHint })} />
        <TextField label="UI locales" placeholder="de en" value={openId.uiLocales} onChange={(uiLocales) => set({ uiLocales })} />
      </div>
      <div className={classes.pair}>
        <TextField
          label="ACR values"
          placeholder="classes, best first"
          value={openId.acrValues}
          onChange={(acrValues) => set({ acrValues })}
        />
        <Field label="Display">
          {(parts) => <Choice {...parts} value={openId.display} options={displays} onChange={(display) => set({ display })} />}
        </Field>
      </div>
      <TokenSourceField
        label="ID token hint"
        owner={profile.id}
        field="id_token_hint"
        kind="id_token"
        reference={openId.idTokenHint}
        onReference={(idTokenHint) => set({ idTokenHint })}
      />
      <JsonField
        label="Claims"
        kind="object"
        placeholder={'{ "id_token": { "email": { "essential": true } } }'}
        value={openId.claims}
        onChange={(claims) => set({ claims })}
      />
    </Folded>
  );
}
