import { Button, Radio } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { MethodOutput } from '../../../shared/contract/contract.ts';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { host } from '../../host/host.ts';
import { runState } from '../../state/run-state.ts';
import { goTo } from '../../state/section-state.ts';
import { selectProfile } from '../../state/workspace-state.ts';
import { clockWords } from '../run/time-words.ts';
import classes from './hand-dialog.module.css';

type WaitingRun = MethodOutput<'capture.findRuns'>['runs'][number];

/** Gives a captured request to a run that waits at the browser. */
export function HandDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const [runs, setRuns] = useState<readonly WaitingRun[] | null>(null);
  const [chosen, choose] = useState<string>('');
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  useEffect(() => {
    host.invoke('capture.findRuns', { id }).then(
      ({ runs: found }) => {
        setRuns(found);
        choose((found.find(({ sameState }) => sameState) ?? found[0])?.runId ?? '');
      },
      (thrown: unknown) => setProblem(asAppError(thrown).toData()),
    );
  }, [id]);

  const hand = async () => {
    try {
      await host.invoke('capture.hand', { id, runId: chosen });
    } catch (thrown) {
      return setProblem(asAppError(thrown).toData());
    }
    onClose();
    const profileId = runState.getState().runs[chosen]?.profileId ?? null;
    if (profileId === null) return;
    selectProfile(profileId);
    goTo('workbench');
  };

  return (
    <Dialog
      title="Hand to a run"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" disabled={chosen === ''} onClick={() => void hand()}>
            Hand over
          </Button>
        </>
      }
    >
      <ErrorNotice error={problem} />
      {runs?.length === 0 && (
        <p>No run waits at the browser. Start one that asks for authorization, and hand this over while it waits for the redirect.</p>
      )}
      {runs !== null && runs.length > 0 && (
        <>
          <p>The run takes it as its redirect and checks it like one that arrived by itself.</p>
          <Radio.Group value={chosen} onChange={choose} aria-label="Waiting runs">
            <div className={classes.runs}>
              {runs.map(({ runId, profileName, startedAt, sameState }) => (
                <Radio
                  key={runId}
                  value={runId}
                  size="xs"
                  label={profileName}
                  description={`${sameState ? 'sent this state' : 'sent another state: its check will fail'} · waits since ${clockWords(startedAt, Date.now())}`}
                />
              ))}
            </div>
          </Radio.Group>
        </>
      )}
    </Dialog>
  );
}
