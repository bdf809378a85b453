import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import { useNow } from '../../components/use-now.ts';
import { clockWords } from '../run/time-words.ts';
import classes from './capture-list.module.css';
import { selectHit } from './capture-state.ts';

const ROW = 46;

interface CaptureListProps {
  /** Newest first. */
  readonly hits: readonly CaptureSummary[];
  readonly selectedId: string | null;
  readonly onDelete: () => void;
}

/** What arrived, newest first; only what is in view is drawn. */
export function CaptureList({ hits, selectedId, onDelete }: CaptureListProps) {
  const id = useId();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => hits[index]?.id ?? index,
    estimateSize: () => ROW,
    overscan: 8,
    useFlushSync: false,
  });
  useSteadyRows(hits, scroller);

  const at = hits.findIndex((hit) => hit.id === selectedId);
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: hits.length - 1,
    };
    const move = moves[event.key];
    if (move === undefined && event.key !== 'Delete') return;
    event.preventDefault();
    if (move === undefined) return onDelete();
    const to = Math.min(Math.max(move, 0), hits.length - 1);
    rows.scrollToIndex(to, { align: 'auto' });
    selectHit(hits[to]?.id ?? null);
  };

  const shown = rows.getVirtualItems();
  const active = shown.some(({ index }) => index === at);
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      aria-label="Captured requests"
      aria-activedescendant={active ? `${id}-${selectedId}` : undefined}
      tabIndex={0}
      onKeyDown={press}
    >
      <div className={classes.rows} style={{ height: rows.getTotalSize() }} role="presentation">
        {shown.map(({ index, start }) => {
          const hit = hits[index];
          if (hit === undefined) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all its rows.
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the list, which names its active row.
            <div
              key={hit.id}
              id={`${id}-${hit.id}`}
              role="option"
              aria-selected={hit.id === selectedId}
              aria-setsize={hits.length}
              aria-posinset={index + 1}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => selectHit(hit.id)}
            >
              <Row hit={hit} now={now} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Who reads further down keeps the place while newer requests arrive above. */
function useSteadyRows(hits: readonly CaptureSummary[], scroller: React.RefObject<HTMLDivElement | null>): void {
  const newest = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const before = hits.findIndex(({ id }) => id === newest.current);
    newest.current = hits[0]?.id;
    const element = scroller.current;
    if (element !== null && before > 0 && element.scrollTop > 0) element.scrollTop += before * ROW;
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
