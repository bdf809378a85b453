import type { RunSummary } from '../../../shared/model/run.ts';
import { outcomeWords, StatusDot } from '../../components/status-dot.tsx';
import { grantWords } from '../form/grants.ts';
import { runWords } from '../run/task-words.ts';
import { clockWords, durationWords } from '../run/time-words.ts';
import classes from './history-row.module.css';

/** One run of the list. */
export function HistoryRow({ run, now }: { readonly run: RunSummary | undefined; readonly now: number }) {
  if (run === undefined) return <span className={classes.coming}>…</span>;
  const took = run.endedAt === null ? '' : durationWords(run.endedAt - run.startedAt);
  return (
    <>
      <span className={classes.line}>
        <StatusDot outcome={run.outcome} />
        <bdi className={classes.name}>{run.profileName}</bdi>
        <span className={classes.time}>{clockWords(run.startedAt, now)}</span>
      </span>
      <span className={classes.under}>
        <span className={classes.what}>
          {run.task === 'replay' ? `replay · ${grantWords[run.grant].short}` : runWords(run)}
          {run.host !== '' && ` · ${run.host}`}
        </span>
        <span className={classes.end}>{run.outcome === 'succeeded' ? took : (run.errorCode ?? outcomeWords[run.outcome])}</span>
      </span>
    </>
  );
}
