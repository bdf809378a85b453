import { Button, Modal } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { ReplayOf, StepName } from '../../../shared/model/run.ts';
import type { ShownMessage } from '../../../shared/model/stop.ts';
import { host } from '../../host/host.ts';
import { sendAgain } from '../../state/send-again.ts';
import { MessageEditor } from './message-editor.tsx';
import classes from './replay-dialog.module.css';
import { revealOriginal } from './reveal-original.ts';
import { useMessageDraft } from './use-message-draft.ts';

interface ReplayDialogProps {
  readonly of: ReplayOf;
  readonly onClose: () => void;
}

/** A message of a finished run, to be changed and sent once more. */
export function ReplayDialog({ of, onClose }: ReplayDialogProps) {
  const [recorded, setRecorded] = useState<{ name: StepName; message: ShownMessage } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { runId, step } = of;
  useEffect(() => {
    let current = true;
    host.invoke('replay.read', { of: { runId, step } }).then(
      (read) => current && setRecorded(read),
      (thrown: unknown) => current && setProblem(wordsOf(thrown)),
    );
    return () => {
      current = false;
    };
  }, [runId, step]);
  const title = recorded?.name === 'callback' ? 'Accept this redirect again' : 'Send this request again';
  return (
    <Modal opened onClose={onClose} size={760} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      {recorded !== null && <Replay of={of} {...recorded} onClose={onClose} />}
    </Modal>
  );
}

interface ReplayProps extends ReplayDialogProps {
  readonly name: StepName;
  readonly message: ShownMessage;
}

function Replay({ of, name, message, onClose }: ReplayProps) {
  const draft = useMessageDraft(message);
  const isCallback = name === 'callback';
  const send = (event: FormEvent) => {
    event.preventDefault();
    // How it went is shown as the run it is.
    void sendAgain(of, draft.changes());
    onClose();
  };
  return (
    <form className={classes.body} onSubmit={send}>
      <p className={classes.words}>
        {isCallback
          ? 'It is judged against the request of that run. Where it holds, the server’s metadata is read and the code redeemed once more.'
          : 'Sent as it was recorded, credentials and proofs included, with what you change. Nothing else is sent.'}
      </p>
      <MessageEditor message={message} draft={draft} reveal={(at) => revealOriginal(of.runId, { kind: 'message', index: of.step, at })} />
      <div className={classes.actions}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" data-autofocus>
          {`${isCallback ? 'Accept' : 'Send'} again${draft.isChanged ? ' with the changes' : ''}`}
        </Button>
      </div>
    </form>
  );
}

function wordsOf(thrown: unknown): string {
  const { message, hint } = asAppError(thrown);
  return `${message} ${hint}`;
}
