import { ActionIcon, Input, Tooltip } from '@mantine/core';
import { IconLock, IconLockOpen, IconPlus, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import { isSecretName, isSecretRef } from '../../../shared/model/secret-value.ts';
import type { NamedValue } from '../../../shared/model/value.ts';
import type { Environment } from '../../../shared/model/workspace.ts';
import { TextAction } from '../../components/text-action.tsx';
import { revealSecret, setSecret, useHasSecret } from '../../state/secret-state.ts';
import { useEnvironment } from '../../state/workspace-state.ts';
import { checkVariables } from './checks.ts';
import classes from './named-values.module.css';
import { SecretInput } from './secret-input.tsx';
import textField from './text-field.module.css';

interface NamedValuesProps {
  /** The profile or environment whose secrets these may be. */
  readonly owner: string;
  /** Beginning of the names of its keychain items. */
  readonly prefix: string;
  readonly what: 'parameter' | 'header' | 'variable';
  readonly values: readonly NamedValue[];
  readonly onChange: (change: (values: readonly NamedValue[]) => NamedValue[]) => void;
}

/** A list of names and values, any of which can be a secret. */
export function NamedValues({ owner, prefix, what, values, onChange }: NamedValuesProps) {
  const environment = useEnvironment();
  const replace = (index: number) => (change: (value: NamedValue) => NamedValue) =>
    onChange((now) => now.map((value, at) => (at === index ? change(value) : value)));
  return (
    <div className={classes.list}>
      {values.map((value, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own; a name may repeat.
          key={index}
          owner={owner}
          prefix={prefix}
          what={what}
          number={index + 1}
          value={value}
          // Variables do not refer to variables.
          environment={what === 'variable' ? null : environment}
          onChange={replace(index)}
          onRemove={() => onChange((now) => now.filter((_, at) => at !== index))}
        />
      ))}
      <TextAction className={classes.add} onClick={() => onChange((now) => [...now, { name: '', value: '' }])}>
        <IconPlus size={14} aria-hidden /> Add {what}
      </TextAction>
    </div>
  );
}

interface RowProps extends Omit<NamedValuesProps, 'values' | 'onChange'> {
  readonly number: number;
  readonly value: NamedValue;
  readonly environment: Environment | null;
  readonly onChange: (change: (value: NamedValue) => NamedValue) => void;
  readonly onRemove: () => void;
}

function Row({ owner, prefix, what, number, value: named, environment, onChange, onRemove }: RowProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const secret = isSecretRef(named.value);
  const stored = useHasSecret(owner, isSecretRef(named.value) ? named.value.secret : null) === true;
  const madeByName = useRef<string | null>(null);
  const label = named.name === '' ? `${what} ${number}` : named.name;
  const wrong = typeof named.value === 'string' && what !== 'variable' ? checkVariables(named.value, environment) : null;
  const error = problem ?? wrong ?? checkName(named.name, what);

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      setProblem(null);
    } catch (thrown) {
      const { message, hint } = asAppError(thrown);
      setProblem(`${message} ${hint}`);
    }
  };

  const newField = () => `${prefix}.${crypto.randomUUID().slice(0, 8)}`;

  /** While there is no value, the name decides, letter by letter: before the first character of it is typed. */
  const rename = (name: string) =>
    onChange((now) => {
      if (now.value === '' && isSecretName(name)) {
        madeByName.current = newField();
        return { name, value: { secret: madeByName.current } };
      }
      const mayGoBack = isSecretRef(now.value) && now.value.secret === madeByName.current && !stored;
      return mayGoBack && !isSecretName(name) ? { name, value: '' } : { ...now, name };
    });

  /** The value first, then the reference to it: what is referred to is there. */
  const makeSecret = () =>
    attempt(async () => {
      const field = newField();
      const { value } = named;
      if (typeof value === 'string' && value !== '') await setSecret(owner, field, value);
      onChange((now) => (now.value === value ? { ...now, value: { secret: field } } : now));
    });
  const makePlain = () =>
    attempt(async () => {
      const text = isSecretRef(named.value) ? ((await revealSecret(owner, named.value.secret)) ?? '') : named.value;
      onChange((now) => ({ ...now, value: text }));
    });

  return (
    <div className={classes.row}>
      <div className={classes.cells}>
        <Input
          aria-label={`Name of ${what} ${number}`}
          placeholder="name"
          value={named.name}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: textField.code }}
          onChange={(event) => rename(event.currentTarget.value)}
          onBlur={() => {
            if (!secret && isSecretName(named.name)) void makeSecret();
          }}
        />
        {isSecretRef(named.value) ? (
          <SecretInput
            key={named.value.secret}
            parts={{ 'aria-label': `Value of ${label}` }}
            owner={owner}
            field={named.value.secret}
            referred
            onPresence={() => {}}
            onError={setProblem}
          />
        ) : (
          <Input
            aria-label={`Value of ${label}`}
            placeholder="value"
            value={named.value}
            title={named.value.length > 24 ? named.value : undefined}
            error={wrong !== null}
            spellCheck={false}
            autoComplete="off"
            classNames={{ input: textField.code }}
            onChange={(event) => {
              const value = event.currentTarget.value;
              onChange((now) => ({ ...now, value }));
            }}
          />
        )}
        <Tooltip
          label={
            secret
              ? 'Secret: kept in the keychain. Press to keep it in the profile, readable.'
              : 'Readable. Press to keep it in the keychain.'
          }
        >
          <ActionIcon aria-label={`${label} is secret`} aria-pressed={secret} onClick={() => void (secret ? makePlain() : makeSecret())}>
            {secret ? <IconLock size={16} aria-hidden /> : <IconLockOpen size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`Remove ${label}`}>
          <ActionIcon aria-label={`Remove ${label}`} onClick={onRemove}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {error !== null && <p className={classes.error}>{error}</p>}
    </div>
  );
}

function checkName(name: string, what: NamedValuesProps['what']): string | null {
  if (name === '') return null;
  if (what === 'header' && !/^[\w!#$%&'*+.^`|~{}-]+$/.test(name)) return 'A header name has only letters, digits and -_.!#$%&’*+^`|~';
  if (what === 'variable' && /[{}]/.test(name)) return 'A variable’s name has no braces; they are written where it is used.';
  return null;
}
