import { Button, Input, SegmentedControl } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Field } from '../../components/field.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { startCapture } from './capture-state.ts';
import classes from './listen-form.module.css';

const MOST_REQUESTS = 1_000_000;
const MOST_SECONDS = 86_400;

/** Where to listen. An empty port is chosen by the system; an empty path takes all; an empty limit is none. */
export function ListenForm() {
  const [scheme, setScheme] = useState('http');
  const [port, setPort] = useState('');
  const [path, setPath] = useState('/callback');
  const [limited, setLimited] = useState(false);
  const [count, setCount] = useState('');
  const [seconds, setSeconds] = useState('');
  const [busy, setBusy] = useState(false);
  const errors = {
    port: checkNumber(port, 0, 65_535),
    path: checkPath(path),
    count: limited ? checkNumber(count, 1, MOST_REQUESTS) : null,
    seconds: limited ? checkNumber(seconds, 1, MOST_SECONDS) : null,
  };
  const faulty = Object.values(errors).some((error) => error !== null);

  const listen = async (event: FormEvent) => {
    event.preventDefault();
    if (faulty) return;
    setBusy(true);
    await startCapture({
      port: Number(port.trim()),
      path: path.trim() === '' ? null : path.trim(),
      https: scheme === 'https',
      count: limited ? numberIn(count) : null,
      seconds: limited ? numberIn(seconds) : null,
    });
    setBusy(false);
  };

  return (
    <form className={classes.form} aria-label="Listen here" onSubmit={(event) => void listen(event)}>
      <SegmentedControl value={scheme} onChange={setScheme} data={['http', 'https']} aria-label="Scheme" />
      <div className={classes.fields}>
        <TypedField label="Port" value={port} onChange={setPort} error={errors.port} placeholder="any free" numeric />
        <TypedField label="Path" value={path} onChange={setPath} error={errors.path} placeholder="all paths" />
        <Button type="submit" variant="filled" className={classes.listen} disabled={busy || faulty}>
          Listen
        </Button>
      </div>
      {limited && (
        <div className={classes.limits}>
          <TypedField label="Ends after requests" value={count} onChange={setCount} error={errors.count} placeholder="no limit" numeric />
          <TypedField
            label="Ends after seconds"
            value={seconds}
            onChange={setSeconds}
            error={errors.seconds}
            placeholder="no limit"
            numeric
          />
        </div>
      )}
      <div>
        <TextAction aria-expanded={limited} onClick={() => setLimited(!limited)}>
          {limited ? 'Listen until I stop it' : 'End by itself…'}
        </TextAction>
      </div>
    </form>
  );
}

interface TypedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | null;
  readonly placeholder: string;
  readonly numeric?: boolean;
}

function TypedField({ label, value, onChange, error, placeholder, numeric = false }: TypedFieldProps) {
  return (
    <Field label={label} error={error}>
      {(parts) => (
        <Input
          {...parts}
          value={value}
          error={error !== null}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          {...(numeric ? { inputMode: 'numeric' as const } : { classNames: { input: classes.code } })}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function numberIn(text: string): number | null {
  return text.trim() === '' ? null : Number(text.trim());
}

/** An empty field is no number, and as good as one. */
function checkNumber(text: string, least: number, most: number): string | null {
  const number = numberIn(text);
  if (number === null) return null;
  if (/^\d{1,7}$/.test(text.trim()) && number >= least && number <= most) return null;
  return least === 0 ? `A number up to ${most}.` : `A number from ${least} to ${most.toLocaleString('en')}.`;
}

function checkPath(text: string): string | null {
  const path = text.trim();
  if (path === '') return null;
  if (!path.startsWith('/')) return 'A path begins with /.';
  if (/[?#\s]/.test(path)) return 'Without query, fragment and blanks.';
  return path.length > 1_024 ? 'Too long.' : null;
}
