import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Step } from '../../../shared/model/run.ts';
import { Card } from '../../components/card.tsx';
import { cancelRun, type LiveRun, openAuthorization, pasteRedirect } from '../../state/run-state.ts';
import { TimeLeft } from './time-left.tsx';
import classes from './waiting-card.module.css';

/** The user's turn: sign in at the browser, or bring the redirect by hand, or give up. */
export function WaitingCard({ run, step }: { readonly run: LiveRun; readonly step: Step }) {
  const [pasted, setPasted] = useState('');
  const [handing, setHanding] = useState(false);
  const hand = async (event: FormEvent) => {
    event.preventDefault();
    setHanding(true);
    if (await pasteRedirect(run.runId, pasted.trim())) setPasted('');
    setHanding(false);
  };
  return (
    <Card title="Waiting for you to sign in" actions={<TimeLeft until={step.waiting?.until ?? null} words="gives up in" />}>
      <div className={classes.body}>
        <p className={classes.words}>
          {run.popupBlocked
            ? 'Your browser kept the sign-in page from opening by itself. Open it here.'
            : 'The sign-in page is open in your browser. Sign in there; the run goes on by itself.'}
        </p>
        <div className={classes.row}>
          <Button variant={run.popupBlocked ? 'filled' : 'default'} onClick={() => void openAuthorization(run.runId)}>
            {run.popupBlocked ? 'Open the sign-in page' : 'Open the sign-in page again'}
          </Button>
          <Button disabled={run.cancelling} onClick={() => void cancelRun(run.runId)}>
            {run.cancelling ? 'Cancelling…' : 'Cancel'}
          </Button>
        </div>
        <form className={classes.row} onSubmit={(event) => void hand(event)}>
          <TextInput
            className={classes.paste}
            label="Redirected URL"
            description="If the browser cannot reach Grantbench, paste the address it was sent to."
            placeholder="http://127.0.0.1…/callback?code=…&state=…"
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
          <Button type="submit" disabled={pasted.trim() === '' || handing}>
            Continue
          </Button>
        </form>
        {run.notice !== null && (
          <p className={classes.notice} role="alert">
            {run.notice.message} {run.notice.hint}
          </p>
        )}
      </div>
    </Card>
  );
}
