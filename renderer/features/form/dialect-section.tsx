import type { Dialect, KeyEncoding } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice, type ChoiceOption } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Folded } from '../../components/folded.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './form.module.css';
import type { FormPart } from './form-part.ts';
import { SecretField } from './secret-field.tsx';
import { TextField } from './text-field.tsx';

const users: readonly ChoiceOption<Dialect['passwordGrantUser']>[] = [
  { value: 'parameters', label: 'as parameters', meaning: 'username and password in the body, as RFC 6749 §4.3.2 says.' },
  { value: 'basic_header', label: 'in the Basic header', meaning: 'In the place of the client, which then must authenticate in the body.' },
];

const scopes: readonly ChoiceOption<Dialect['scope']>[] = [
  { value: 'optional', label: 'optional' },
  { value: 'required', label: 'required' },
  { value: 'absent', label: 'never sent' },
];

const encodings: readonly ChoiceOption<KeyEncoding>[] = [
  { value: 'base64', label: 'Base64', meaning: 'As administration pages show it.' },
  { value: 'base64url', label: 'Base64url' },
  { value: 'hex', label: 'Hex' },
  { value: 'utf8', label: 'Text (UTF-8)' },
];

function summaryOf({ server: { dialect, tokenKey } }: FormPart['profile']): string {
  const words = [
    ...(dialect.passwordGrantUser === 'basic_header' ? ['user in the Basic header'] : []),
    ...(dialect.scope === 'optional' ? [] : [`scope ${scopes.find(({ value }) => value === dialect.scope)?.label}`]),
    ...(dialect.accept === '' ? [] : [`Accept: ${dialect.accept}`]),
    ...dialect.parameterNames.map(({ standard, name }) => `${standard} as ${name}`),
    ...(tokenKey === null ? [] : ['token key']),
  ];
  return words.join(', ') || 'as the RFCs say';
}

/** How the server departs from the RFCs, and the key it shares with those who verify its access tokens. */
export function DialectSection({ profile, edit }: FormPart) {
  const { server } = profile;
  const { dialect } = server;
  const set = (change: Partial<Dialect>) => edit((now) => ({ server: { ...now.server, dialect: { ...now.server.dialect, ...change } } }));
  return (
    <Folded title="Dialect" summary={summaryOf(profile)}>
      <div className={classes.pair}>
        <Field label="User of the password grant">
          {(parts) => (
            <Choice
              {...parts}
              value={dialect.passwordGrantUser}
              options={users}
              onChange={(passwordGrantUser) => set({ passwordGrantUser })}
            />
          )}
        </Field>
        <Field label="Scope of token requests">
          {(parts) => <Choice {...parts} value={dialect.scope} options={scopes} onChange={(scope) => set({ scope })} />}
        </Field>
      </div>
      <TextField label="Accept" placeholder="application/json" value={dialect.accept} onChange={(accept) => set({ accept })} />
      <div className={classes.pair}>
        <SecretField
          label="Token verification key"
          hint={
            <Hint of="a token verification key">
              The key that server and resource servers share, where access tokens are signed HS256, HS384 or HS512.{' '}
              <SpecAnchor spec={rfc(7518, '3.2')} />
            </Hint>
          }
          owner={profile.id}
          field="token_key"
          reference={server.tokenKey}
          onReference={(tokenKey) => edit((now) => ({ server: { ...now.server, tokenKey } }))}
        />
        <Field label="Written as">
          {(parts) => (
            <Choice
              {...parts}
              value={server.tokenKeyEncoding}
              options={encodings}
              onChange={(tokenKeyEncoding) => edit((now) => ({ server: { ...now.server, tokenKeyEncoding } }))}
            />
          )}
        </Field>
      </div>
    </Folded>
  );
}
