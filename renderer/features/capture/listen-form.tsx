import { Button, Input, SegmentedControl } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Field } from '../../components/field.tsx';
import { startCapture } from './capture-state.ts';
import classes from './listen-form.module.css';

/** Where to listen. An empty port is chosen by the system; an empty path takes all. */
export function ListenForm() {
  const [scheme, setScheme] = useState('http');
  const [port, setPort] = useState('');
  const [path, setPath] = useState('/callback');
  const [busy, setBusy] = useState(false);
  const portError = checkPort(port);
  const pathError = checkPath(path);

  const listen = async (event: FormEvent) => {
    event.preventDefault();
    if (portError !== null || pathError !== null) return;
    setBusy(true);
    await startCapture({ port: Number(port.trim()), path: path.trim() === '' ? null : path.trim(), https: scheme === 'https' });
    setBusy(false);
  };

  return (
    <form className={classes.form} aria-label="Listen here" onSubmit={(event) => void listen(event)}>
      <SegmentedControl value={scheme} onChange={setScheme} data={['http', 'https']} aria-label="Scheme" />
      <div className={classes.fields}>
        <Field label="Port" error={portError}>
          {(parts) => (
            <Input
              {...parts}
              value={port}
              error={portError !== null}
              placeholder="any free"
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => setPort(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Path" error={pathError}>
          {(parts) => (
            <Input
              {...parts}
              value={path}
              error={pathError !== null}
              placeholder="all paths"
              spellCheck={false}
              autoComplete="off"
              classNames={{ input: classes.code }}
              onChange={(event) => setPath(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="filled" className={classes.listen} disabled={busy || portError !== null || pathError !== null}>
          Listen
        </Button>
      </div>
    </form>
  );
}

function checkPort(text: string): string | null {
  const port = text.trim();
  if (port === '') return null;
  return /^\d{1,5}$/.test(port) && Number(port) <= 65_535 ? null : 'A number up to 65535.';
}

function checkPath(text: string): string | null {
  const path = text.trim();
  if (path === '') return null;
  if (!path.startsWith('/')) return 'A path begins with /.';
  if (/[?#\s]/.test(path)) return 'Without query, fragment and blanks.';
  return path.length > 1_024 ? 'Too long.' : null;
}
