import { Button, Input, Loader } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Field } from '../../components/field.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { addPlaygroundProfiles, playgroundState } from '../../state/playground-state.ts';
import { addProfile } from '../../state/profile-actions.ts';
import { goTo } from '../../state/section-state.ts';
import { selectProfile, workspaceState } from '../../state/workspace-state.ts';
import { checkIssuer } from '../form/checks.ts';
import textField from '../form/text-field.module.css';
import classes from './first-start.module.css';

/** Nothing is here yet: ready ways to begin. */
export function FirstStart() {
  const problem = workspaceState((state) => state.problem);
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <h1 className={classes.title}>Get a token, and see how</h1>
        <p className={classes.lead}>
          Grantbench runs OAuth 2.0 and OpenID Connect grants against real servers, and shows what went over the wire, what came back, and
          whether it holds.
        </p>
        <div className={classes.choices}>
          <PlaygroundChoice />
          <IssuerChoice />
          <TokenChoice />
        </div>
        <ErrorNotice error={problem} />
        <p className={classes.more}>
          Or{' '}
          <button type="button" className={classes.link} onClick={() => void addProfile({ name: 'New profile' })}>
            start with an empty profile
          </button>
          {', '}
          <button type="button" className={classes.link} onClick={() => openDialog({ kind: 'import' })}>
            import profiles
          </button>
          .
        </p>
      </div>
    </main>
  );
}

function PlaygroundChoice() {
  const { busy, problem } = playgroundState();
  return (
    <section className={classes.choice} aria-labelledby="choice-playground">
      <h2 id="choice-playground" className={classes.name}>
        Playground
      </h2>
      <p className={classes.text}>
        A real authorization server on this machine, with users, and a ready profile for every grant. Nothing leaves this computer.
      </p>
      <Button
        variant="filled"
        disabled={busy !== null}
        leftSection={busy === null ? null : <Loader size={12} color="currentColor" />}
        onClick={() => void addPlaygroundProfiles(selectProfile)}
      >
        {busy === null ? 'Start the playground' : 'Starting …'}
      </Button>
      {problem !== null && (
        <p className={classes.error} role="alert">
          {problem.message} {problem.hint}
        </p>
      )}
    </section>
  );
}

function IssuerChoice() {
  const [issuer, setIssuer] = useState('');
  const error = checkIssuer(issuer, { environment: null, allowInsecureHttp: false });
  const ready = issuer.trim() !== '' && error === null;
  const add = () => {
    if (ready) void addProfile({ name: nameOf(issuer), server: { kind: 'issuer', issuer: issuer.trim() } });
  };
  return (
    <section className={classes.choice} aria-labelledby="choice-issuer">
      <h2 id="choice-issuer" className={classes.name}>
        Your server
      </h2>
      <p className={classes.text}>
        Paste its issuer; the endpoints are read from its metadata. Or{' '}
        <button type="button" className={classes.link} onClick={() => openDialog({ kind: 'preset', profile: null })}>
          choose it by name
        </button>
        .
      </p>
      <Field label="Issuer" error={error}>
        {(parts) => (
          <Input
            {...parts}
            value={issuer}
            spellCheck={false}
            autoComplete="off"
            placeholder="https://login.example.com"
            classNames={{ input: textField.code }}
            onChange={(event) => setIssuer(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') add();
            }}
          />
        )}
      </Field>
      <Button disabled={!ready} onClick={add}>
        Add a profile
      </Button>
    </section>
  );
}

function TokenChoice() {
  return (
    <section className={classes.choice} aria-labelledby="choice-token">
      <h2 id="choice-token" className={classes.name}>
        A token
      </h2>
      <p className={classes.text}>
        Paste one, or whatever it is in: see what it says and whether it holds. No server is asked, nothing is kept.
      </p>
      <Button onClick={() => goTo('inspector')}>Paste a token</Button>
    </section>
  );
}

function nameOf(issuer: string): string {
  return URL.canParse(issuer.trim()) ? new URL(issuer.trim()).host : 'New profile';
}
