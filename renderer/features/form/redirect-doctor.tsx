import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { RedirectFinding, RedirectReport } from '../../../shared/model/redirect-report.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { host } from '../../host/host.ts';
import classes from './redirect-doctor.module.css';
import { TextField } from './text-field.tsx';

/** Pause after the last key before the comparison is made, in milliseconds. */
const TYPING_MS = 250;

const tones: Record<RedirectFinding['status'], { tone: Tone; words: string }> = {
  pass: { tone: 'good', words: 'good' },
  warning: { tone: 'warn', words: 'mind' },
  fail: { tone: 'bad', words: 'wrong' },
};

/** Examines a redirect URI: who holds its port, whether redirects reach us, what to register, how it differs from what is. */
export function RedirectDoctor({ redirectUri, onClose }: { readonly redirectUri: string; readonly onClose: () => void }) {
  const [registered, setRegistered] = useState('');
  const [report, setReport] = useState<RedirectReport | null>(null);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the button asks for the same once more.
  useEffect(() => {
    let current = true;
    const examine = () =>
      host.invoke('redirect.examine', { redirectUri, registered: registered === '' ? null : registered }).then(
        (made) => {
          if (!current) return;
          setReport(made);
          setProblem(null);
        },
        (thrown: unknown) => current && setProblem(asAppError(thrown).toData()),
      );
    const timer = setTimeout(() => void examine(), registered === '' ? 0 : TYPING_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [redirectUri, registered, attempt]);

  return (
    <Modal opened onClose={onClose} size={640} title="Redirect doctor" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes.body}>
        <code className={classes.uri}>{redirectUri}</code>
        <ErrorNotice error={problem} />
        {report !== null && problem === null && (
          <>
            {report.findings.length === 0 ? (
              <p className={classes.words}>Nothing stands in its way.</p>
            ) : (
              <ul className={classes.findings} aria-label="Findings">
                {report.findings.map(({ status, message }) => (
                  <li key={message}>
                    <Badge tone={tones[status].tone}>{tones[status].words}</Badge>
                    <span>{message}</span>
                  </li>
                ))}
              </ul>
            )}
            <section className={classes.register} aria-label="Register at the server">
              <h3 className={classes.title}>Register at the server</h3>
              {report.register.map(({ uri, note }) => (
                <div key={uri} className={classes.line}>
                  <span className={classes.exact}>
                    <code>{uri}</code>
                    <span className={classes.note}>{note}</span>
                  </span>
                  <CopyAction text={uri} of={uri} />
                </div>
              ))}
            </section>
          </>
        )}
        <TextField
          label="As it is registered"
          placeholder="paste it from the server, to compare character by character"
          value={registered}
          onChange={setRegistered}
        />
        {registered !== '' && report?.difference != null && problem === null && (
          <div className={classes.difference}>
            <Marked label="sent" text={redirectUri} at={report.difference.at} />
            <Marked label="registered" text={registered} at={report.difference.at} />
          </div>
        )}
        <div className={classes.actions}>
          <Button onClick={() => setAttempt(attempt + 1)}>Examine again</Button>
          <Button variant="filled" onClick={onClose} data-autofocus>
            Done
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** A text with the character that differs set apart; where it ends too early, a mark in its place. */
function Marked({ label, text, at }: { readonly label: string; readonly text: string; readonly at: number }) {
  const characters = Array.from(text);
  return (
    <div className={classes.marked}>
      <span className={classes.note}>{label}</span>
      <code>
        {characters.slice(0, at).join('')}
        <mark className={classes.mark}>{characters[at] ?? '∅'}</mark>
        {characters.slice(at + 1).join('')}
      </code>
    </div>
  );
}
