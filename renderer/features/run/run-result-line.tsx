import { useState } from 'react';
import { TextAction } from '../../components/text-action.tsx';
import { host } from '../../host/host.ts';
import { cancelRun, isUnderWay, type LiveRun } from '../../state/run-state.ts';
import { ExportDialog } from '../export/export-dialog.tsx';
import { liveView } from './live-view.ts';
import classes from './run-result-line.module.css';
import { sequenceResult } from './sequence-layout.ts';

/** The line under the sequence: how it ended, or what it is doing and the way out. */
export function RunResultLine({ run }: { readonly run: LiveRun | undefined }) {
  if (run === undefined) return null;
  const { runId, view } = run;
  if (!isUnderWay(run)) {
    const result = sequenceResult(liveView(run));
    if (result === null) return null;
    return (
      <>
        <span className={`${classes.words} ${classes[result.tone]}`} role="status" title={result.text}>
          {result.text}
        </span>
        {view !== null && <ExportRun runId={runId} />}
      </>
    );
  }
  const waiting = run.steps.findLast(({ status }) => status === 'waiting')?.waiting;
  return (
    <>
      <span className={`${classes.words} ${classes.dim}`} role="status">
        {run.cancelling ? 'cancelling…' : waiting == null ? 'running…' : waiting.for === 'you' ? 'stands still' : 'waiting for the user'}
      </span>
      {!run.cancelling && (
        <TextAction className={classes.cancel} onClick={() => void cancelRun(run.runId)}>
          Cancel
        </TextAction>
      )}
    </>
  );
}

/** The whole run as a file. */
function ExportRun({ runId }: { readonly runId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <TextAction className={classes.export} onClick={() => setOpen(true)}>
        Export…
      </TextAction>
      {open && (
        <ExportDialog
          what="this run"
          load={(format, secrets) => host.invoke('run.export', { runId, format, secrets })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
