import { relativeWords } from '../../../shared/inspector/time-words.ts';
import { StatusDot } from '../../components/status-dot.tsx';
import { useNow } from '../../components/use-now.ts';
import { historySummaryState } from '../../state/history-summary-state.ts';
import { openStoredRun } from '../../state/open-stored-run.ts';
import { goTo } from '../../state/section-state.ts';
import { runWords } from '../run/task-words.ts';
import { spanWords } from '../run/time-words.ts';
import classes from './recent-runs.module.css';

const SHOWN = 5;

/** What ran lately, whichever profile: one click shows it again. */
export function RecentRuns() {
  const recent = historySummaryState((state) => state.recent);
  const now = useNow();
  if (recent.length === 0) return null;
  return (
    <section className={classes.recent} aria-label="Recent runs">
      <div className={classes.head}>
        <h2 className={classes.title}>Recent runs</h2>
        <button type="button" className={classes.all} onClick={() => goTo('history')}>
          all
        </button>
      </div>
      <ul className={classes.rows}>
        {recent.slice(0, SHOWN).map((run) => (
          <li key={run.id}>
            <button
              type="button"
              className={classes.row}
              onClick={() => void openStoredRun(run)}
              title={`${run.profileName} · ${runWords(run)} · ${run.host}`}
            >
              <StatusDot outcome={run.outcome} />
              <bdi className={classes.name}>{run.profileName}</bdi>
              <span className={classes.when} title={relativeWords(Math.floor(run.startedAt / 1_000), Math.floor(now / 1_000))}>
                {spanWords(Math.max(0, Math.floor((now - run.startedAt) / 1_000)))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
