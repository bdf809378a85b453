import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import classes from '../../components/list-screen.module.css';
import { ListScreen } from '../../components/list-screen.tsx';
import { hostState } from '../../state/host-state.ts';
import { sectionState } from '../../state/section-state.ts';
import { ResultPane } from '../run/result-pane.tsx';
import { dateTimeWords } from '../run/time-words.ts';
import { HistoryFilters } from './history-filters.tsx';
import { HistoryList } from './history-list.tsx';
import { HistoryNotices } from './history-notices.tsx';
import { deleteRun, followHistory, historyState, refreshHistory, selectRun, wipeHistory } from './history-state.ts';
import { useSelectedRun } from './selected-run.ts';

type Question = 'delete' | 'wipe';

/** Every run that was kept: the list with its filters, and the chosen run as it was. */
export function HistoryScreen() {
  const { total, error, selectedId, filter } = historyState();
  const closed = hostState((state) => state.facts?.history ?? null);
  const asked = sectionState((state) => state.historyRunId);
  const [question, setQuestion] = useState<Question | null>(null);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const selected = useSelectedRun(selectedId);

  useEffect(() => {
    void refreshHistory();
    return followHistory();
  }, []);
  useEffect(() => {
    if (asked !== null) selectRun(asked);
  }, [asked]);

  const answer = async () => {
    setQuestion(null);
    if (question === 'wipe') setProblem(await wipeHistory());
    else if (selectedId !== null) setProblem(await deleteRun(selectedId));
  };
  const filtered = Object.keys(filter).length > 0;

  return (
    <>
      <ListScreen
        title="History"
        count={total === null ? '' : countWords(total, filtered)}
        actions={
          <Button size="xs" disabled={total === null || (total === 0 && !filtered)} onClick={() => setQuestion('wipe')}>
            Wipe…
          </Button>
        }
        side={
          <>
            {closed === null && <HistoryFilters />}
            <HistoryNotices closedTitle="History is closed" problem={problem ?? error} onProblem={setProblem} />
            {total !== null && total > 0 && <HistoryList total={total} onDelete={() => setQuestion('delete')} />}
            {total === 0 && closed === null && (
              <p className={classes.none}>
                {filtered ? 'No run fits.' : 'Every run is kept here, its secrets sealed. Run a grant, and it appears.'}
              </p>
            )}
          </>
        }
      >
        {selectedId === null && <p className={classes.choose}>{total !== null && total > 0 ? 'Choose a run to see it as it was.' : ''}</p>}
        {selected.error !== null && (
          <div className={classes.notice}>
            <ErrorNotice error={selected.error} />
          </div>
        )}
        {selected.run !== undefined && (
          <>
            <div className={classes.runHead}>
              <h2 className={classes.title}>
                <bdi>{selected.run.view?.summary.profileName ?? 'Run under way'}</bdi>
              </h2>
              <span className={classes.count}>{dateTimeWords(selected.run.startedAt)}</span>
              <Button size="xs" onClick={() => setQuestion('delete')} disabled={selected.run.view === null}>
                Delete…
              </Button>
            </div>
            <div className={classes.result}>
              <ResultPane run={selected.run} />
            </div>
          </>
        )}
      </ListScreen>
      {question !== null && (
        <ConfirmDialog
          title={question === 'wipe' ? 'Wipe the whole history?' : 'Delete this run?'}
          keep={question === 'wipe' ? 'Keep them' : 'Keep it'}
          act={question === 'wipe' ? 'Wipe history' : 'Delete'}
          onClose={() => setQuestion(null)}
          onAct={() => void answer()}
        >
          <p>
            {question === 'wipe'
              ? 'Every run is deleted with its exchanges and tokens, whatever the filters show, and every captured request. Profiles and their secrets stay.'
              : 'Its exchanges and tokens are deleted with it.'}{' '}
            This cannot be undone.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function countWords(total: number, filtered: boolean): string {
  const runs = `${total.toLocaleString('en')} ${total === 1 ? 'run' : 'runs'}`;
  return filtered ? `${runs} found` : runs;
}
