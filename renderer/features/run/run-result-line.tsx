import { useState } from 'react';
import type { ReplayOf } from '../../../shared/model/run.ts';
import { Badge } from '../../components/badge.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { host } from '../../host/host.ts';
import { cancelRun, isUnderWay, type LiveRun } from '../../state/run-state.ts';
import { sectionState } from '../../state/section-state.ts';
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
        {view?.replayOf !== undefined && <ReplayBadge of={view.replayOf} />}
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

/** Marks a replay, and leads to the run it repeats. */
function ReplayBadge({ of }: { readonly of: ReplayOf }) {
  return (
    <TextAction
      className={classes.replay}
      title="Open the run it repeats"
      onClick={() => sectionState.setState({ section: 'history', historyRunId: of.runId })}
    >
      <Badge tone="neutral">replay</Badge>
    </TextAction>
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
