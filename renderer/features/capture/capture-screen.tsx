import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import listClasses from '../../components/list-screen.module.css';
import { ListScreen } from '../../components/list-screen.tsx';
import { Notice } from '../../components/notice.tsx';
import { host } from '../../host/host.ts';
import { ExportDialog } from '../export/export-dialog.tsx';
import { CaptureDetail } from './capture-detail.tsx';
import { CaptureList } from './capture-list.tsx';
import classes from './capture-screen.module.css';
import { captureState, deleteHits, followCaptures, refreshCaptures } from './capture-state.ts';
import { ListenForm } from './listen-form.tsx';
import { ListenerRow } from './listener-row.tsx';
import { NothingCaptured } from './nothing-captured.tsx';

type Question = 'delete one' | 'delete all' | 'export all';

/** Listening without a run: where, what arrived, and one request in full. */
export function CaptureScreen() {
  const { listeners, hits, selectedId, problem, unstored } = captureState();
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(() => {
    void refreshCaptures();
    return followCaptures();
  }, []);

  const count = hits?.length ?? 0;
  const remove = () => {
    const ids = question === 'delete all' ? (hits ?? []).map(({ id }) => id) : selectedId === null ? [] : [selectedId];
    setQuestion(null);
    void deleteHits(ids);
  };

  return (
    <>
      <ListScreen
        roomy
        title="Capture"
        count={hits === null ? '' : `${count.toLocaleString('en')} ${count === 1 ? 'request' : 'requests'}`}
        actions={
          <>
            <Button size="xs" disabled={count === 0} onClick={() => setQuestion('export all')}>
              Export…
            </Button>
            <Button size="xs" disabled={count === 0} onClick={() => setQuestion('delete all')}>
              Delete all…
            </Button>
          </>
        }
        side={
          <>
            <ListenForm />
            {problem !== null && (
              <div className={listClasses.notice}>
                <ErrorNotice error={problem} />
              </div>
            )}
            {listeners.length > 0 && (
              <ul className={classes.listeners} aria-label="Listening">
                {listeners.map((listener) => (
                  <ListenerRow key={listener.id} listener={listener} />
                ))}
              </ul>
            )}
            {unstored !== null && (
              <div className={listClasses.notice}>
                <Notice tone="warn" title="What arrives is kept for this session only">
                  {unstored.message} {unstored.hint}
                </Notice>
              </div>
            )}
            {hits !== null && count > 0 && <CaptureList hits={hits} selectedId={selectedId} onDelete={() => setQuestion('delete one')} />}
          </>
        }
      >
        {hits !== null && count === 0 && <NothingCaptured />}
        {selectedId !== null && <CaptureDetail key={selectedId} id={selectedId} onDelete={() => setQuestion('delete one')} />}
      </ListScreen>
      {question === 'export all' && (
        <ExportDialog
          what="all captured requests"
          load={(format, secrets) => host.invoke('capture.export', { ids: null, format, secrets })}
          onClose={() => setQuestion(null)}
        />
      )}
      {(question === 'delete one' || question === 'delete all') && (
        <ConfirmDialog
          title={question === 'delete all' ? 'Delete every captured request?' : 'Delete this request?'}
          keep={question === 'delete all' ? 'Keep them' : 'Keep it'}
          act="Delete"
          onClose={() => setQuestion(null)}
          onAct={remove}
        >
          <p>
            {question === 'delete all' ? 'Those you marked to be kept are deleted too. What listens goes on listening.' : ''} This cannot be
            undone.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
