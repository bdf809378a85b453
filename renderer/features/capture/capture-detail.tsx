import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CapturePart } from '../../../shared/contract/contract.ts';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { CaptureView } from '../../../shared/model/capture.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { host } from '../../host/host.ts';
import { ExportDialog } from '../export/export-dialog.tsx';
import { OriginalBlock } from '../run/original-block.tsx';
import { RequestCard } from '../run/request-card.tsx';
import { dottedText, hasSeals } from '../run/seal-words.ts';
import { Sealed } from '../run/sealed.tsx';
import { dateTimeWords } from '../run/time-words.ts';
import classes from './capture-detail.module.css';
import { captureState, pinHit } from './capture-state.ts';
import { ErrorCard } from './error-card.tsx';
import { HandDialog } from './hand-dialog.tsx';
import { ParametersCard } from './parameters-card.tsx';

interface CaptureDetailProps {
  readonly id: string;
  readonly onDelete: () => void;
}

/** One captured request: what it brought, decoded; the request itself; and what can be done with it. */
export function CaptureDetail({ id, onDelete }: CaptureDetailProps) {
  const [view, setView] = useState<CaptureView | null>(null);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const [dialog, setDialog] = useState<'hand' | 'export' | null>(null);
  const pinned = captureState(({ hits }) => hits?.find((hit) => hit.id === id)?.pinned ?? false);
  useEffect(() => {
    let current = true;
    host.invoke('capture.read', { id }).then(
      (read) => current && setView(read),
      (thrown: unknown) => current && setProblem(asAppError(thrown).toData()),
    );
    return () => {
      current = false;
    };
  }, [id]);

  if (problem !== null) {
    return (
      <div className={classes.problem}>
        <ErrorNotice error={problem} />
      </div>
    );
  }
  if (view === null) return null;
  const { summary, exchange, fragment, error } = view;
  const reveal = async (part: CapturePart) => (await host.invoke('capture.reveal', { id, part })).text;
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title} title={`${summary.method} ${summary.origin}${summary.path}`}>
          {summary.method} <bdi>{summary.path}</bdi>
        </h2>
        <span className={classes.time}>{dateTimeWords(summary.at)}</span>
        <div className={classes.actions}>
          <Button size="xs" disabled={view.parameters.length === 0} onClick={() => setDialog('hand')}>
            Hand to a run…
          </Button>
          <Button
            size="xs"
            aria-pressed={pinned}
            title="Kept requests are never let go for newer ones"
            onClick={() => void pinHit(id, !pinned)}
          >
            {pinned ? 'Kept' : 'Keep'}
          </Button>
          <Button size="xs" onClick={() => setDialog('export')}>
            Export…
          </Button>
          <Button size="xs" onClick={onDelete}>
            Delete…
          </Button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className={classes.cards} aria-label="Captured request" tabIndex={0}>
        {error !== null && <ErrorCard error={error} />}
        <ParametersCard view={view} reveal={(index) => reveal({ kind: 'parameter', index })} />
        <RequestCard request={exchange.request} withoutQuery canReveal reveal={(field) => reveal({ kind: 'field', field })}>
          {fragment !== null && fragment.length > 0 && (
            <OriginalBlock
              title="Fragment"
              facts="never sent by the browser; its page told it"
              hidden={hasSeals(fragment)}
              masked={() => dottedText(fragment)}
              canReveal
              reveal={() => reveal({ kind: 'fragment' })}
            >
              <div className={classes.fragment}>
                #<Sealed text={fragment} />
              </div>
            </OriginalBlock>
          )}
        </RequestCard>
      </section>
      {dialog === 'hand' && <HandDialog id={id} onClose={() => setDialog(null)} />}
      {dialog === 'export' && (
        <ExportDialog
          what="this request"
          load={(format, secrets) => host.invoke('capture.export', { ids: [id], format, secrets })}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
