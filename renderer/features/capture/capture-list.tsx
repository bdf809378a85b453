import { useLayoutEffect, useRef } from 'react';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import { Listbox, ROW_HEIGHT } from '../../components/listbox.tsx';
import { useNow } from '../../components/use-now.ts';
import { clockWords } from '../run/time-words.ts';
import classes from './capture-list.module.css';
import { selectHit } from './capture-state.ts';

interface CaptureListProps {
  /** Newest first. */
  readonly hits: readonly CaptureSummary[];
  readonly selectedId: string | null;
  readonly onDelete: () => void;
}

/** What arrived, newest first. */
export function CaptureList({ hits, selectedId, onDelete }: CaptureListProps) {
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  useSteadyRows(hits, scroller);
  const at = hits.findIndex((hit) => hit.id === selectedId);
  return (
    <Listbox
      label="Captured requests"
      count={hits.length}
      chosen={at === -1 ? null : at}
      keyAt={(index) => hits[index]?.id ?? index}
      scroller={scroller}
      onChoose={(index) => selectHit(hits[index]?.id ?? null)}
      onDelete={onDelete}
      row={(index) => {
        const hit = hits[index];
        return hit !== undefined && <Row hit={hit} now={now} />;
      }}
    />
  );
}

/** Who reads further down keeps the place while newer requests arrive above. */
function useSteadyRows(hits: readonly CaptureSummary[], scroller: React.RefObject<HTMLDivElement | null>): void {
  const newest = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const before = hits.findIndex(({ id }) => id === newest.current);
    newest.current = hits[0]?.id;
    const element = scroller.current;
    if (element !== null && before > 0 && element.scrollTop > 0) element.scrollTop += before * ROW_HEIGHT;
  }, [hits, scroller]);
}

function Row({ hit, now }: { readonly hit: CaptureSummary; readonly now: number }) {
  return (
    <>
      <span className={classes.line}>
        <span className={classes.what}>
          {hit.method} <bdi>{hit.path}</bdi>
        </span>
        {hit.pinned && <span className={classes.pinned}>kept</span>}
        <span className={classes.time}>{clockWords(hit.at, now)}</span>
      </span>
      <span className={classes.under}>
        {hit.error === null ? (
          <span className={classes.names}>{hit.names.length === 0 ? 'no parameters' : hit.names.join(', ')}</span>
        ) : (
          <span className={classes.error}>error: {hit.error}</span>
        )}
        <span>{viaWords(hit.via)}</span>
      </span>
    </>
  );
}

/** Where the parameters stood, in words. */
export function viaWords(via: CaptureSummary['via']): string {
  switch (via) {
    case 'query':
      return 'in the query';
    case 'form_post':
      return 'in the body';
    case 'fragment':
      return 'in the fragment';
    case null:
      return '';
  }
}
