import { Button } from '@mantine/core';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import classes from '../../components/list-screen.module.css';
import { Notice } from '../../components/notice.tsx';
import { hostState } from '../../state/host-state.ts';
import { reopenHistory } from './history-state.ts';

interface HistoryNoticesProps {
  /** Says that history is closed, and what is closed with it. */
  readonly closedTitle: string;
  /** What went wrong last with the list. */
  readonly problem: AppErrorData | null;
  readonly onProblem: (problem: AppErrorData | null) => void;
}

/** Why a list of what history holds is not there, with a way to open it; and what went wrong with it. */
export function HistoryNotices({ closedTitle, problem, onProblem }: HistoryNoticesProps) {
  const closed = hostState((state) => state.facts?.history ?? null);
  return (
    <>
      {closed !== null && (
        <div className={classes.notice}>
          <Notice
            tone="warn"
            title={closedTitle}
            actions={
              <Button size="xs" onClick={() => void reopenHistory().then(onProblem)}>
                Try again
              </Button>
            }
          >
            {closed.message} {closed.hint}
          </Notice>
        </div>
      )}
      {problem !== null && problem.code !== closed?.code && (
        <div className={classes.notice}>
          <ErrorNotice error={problem} />
        </div>
      )}
    </>
  );
}
