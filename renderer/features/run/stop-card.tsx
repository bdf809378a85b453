import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Step } from '../../../shared/model/run.ts';
import type { StopPoint } from '../../../shared/model/stop.ts';
import { Card } from '../../components/card.tsx';
import { continueRun, type LiveRun } from '../../state/run-state.ts';
import { MessageEditor } from './message-editor.tsx';
import { revealOriginal } from './reveal-original.ts';
import { useMessageDraft } from './use-message-draft.ts';
import classes from './waiting-card.module.css';

/** What each break point is, and what is good to know there. */
const words: Record<StopPoint, { readonly title: string; readonly text: string; readonly go: string }> = {
  authorization_request: {
    title: 'Stopped before the authorization request',
    text: 'Nothing has been sent yet. What you change here is what is sent and waited for.',
    go: 'Send it',
  },
  callback: {
    title: 'Stopped before accepting the callback',
    text: 'The redirect has arrived and is not judged yet. A code is good for a short time only.',
    go: 'Accept it',
  },
  token_request: {
    title: 'Stopped before the token request',
    text: 'Built and not sent. Proofs with a lifetime of their own (client assertion, DPoP) were made before you look.',
    go: 'Send it',
  },
};

type Stop = NonNullable<NonNullable<Step['waiting']>['stop']>;

/** The run stands still: look, change anything, go on. The way to give up stands above, under the sequence. */
export function StopCard({ run, stop }: { readonly run: LiveRun; readonly stop: Stop }) {
  const draft = useMessageDraft(stop.message);
  const [going, setGoing] = useState(false);
  const go = useRef<HTMLButtonElement>(null);
  // Enter goes on at once; nothing is typed into by accident.
  useEffect(() => go.current?.focus(), []);
  const { title, text, go: goWords } = words[stop.at];
  const goOn = async (event: FormEvent) => {
    event.preventDefault();
    setGoing(true);
    if (!(await continueRun(run.runId, draft.changes()))) setGoing(false);
  };
  return (
    <Card title={title}>
      <form className={classes.body} onSubmit={(event) => void goOn(event)}>
        <p className={classes.words}>{text}</p>
        <div className={classes.row}>
          <Button ref={go} type="submit" variant="filled" disabled={going || run.cancelling}>
            {draft.isChanged ? `${goWords} with the changes` : goWords}
          </Button>
        </div>
        <MessageEditor message={stop.message} draft={draft} reveal={(at) => revealOriginal(run.runId, { kind: 'stopped', at })} />
        {run.notice !== null && (
          <p className={classes.notice} role="alert">
            {run.notice.message} {run.notice.hint}
          </p>
        )}
      </form>
    </Card>
  );
}
