import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useNow } from '../../components/use-now.ts';
import classes from './history-list.module.css';
import { HistoryRow } from './history-row.tsx';
import { historyState, needRuns, runAt, selectRun } from './history-state.ts';

const ROW = 46;

/** The runs, newest first; only what is in view is drawn and read. */
export function HistoryList({ total, onDelete }: { readonly total: number; readonly onDelete: () => void }) {
  const pages = historyState((state) => state.pages);
  const selectedId = historyState((state) => state.selectedId);
  const id = useId();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  /** Where the selection stands, for the arrow keys. */
  const cursor = useRef(0);
  /** A place that was chosen before its page was there. */
  const awaited = useRef<number | null>(null);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    useFlushSync: false,
  });
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: pages that were dropped are wanted again.
  useEffect(() => needRuns(first, last), [first, last, pages]);

  useEffect(() => {
    const run = awaited.current === null ? undefined : runAt(pages, awaited.current);
    if (run === undefined) return;
    awaited.current = null;
    selectRun(run.id);
  }, [pages]);

  const select = (index: number) => {
    const to = Math.min(Math.max(index, 0), total - 1);
    const run = runAt(pages, to);
    rows.scrollToIndex(to, { align: 'auto' });
    cursor.current = to;
    awaited.current = run === undefined ? to : null;
    if (run === undefined) needRuns(to, to);
    else selectRun(run.id);
  };
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
    const at = shown.find(({ index }) => runAt(pages, index)?.id === selectedId)?.index ?? cursor.current;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: total - 1,
    };
    const to = moves[event.key];
    if (to === undefined && event.key !== 'Delete') return;
    event.preventDefault();
    if (to !== undefined) select(to);
    else if (selectedId !== null) onDelete();
  };

  const active = shown.find(({ index }) => runAt(pages, index)?.id === selectedId);
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      aria-label="Runs"
      aria-activedescendant={active === undefined ? undefined : `${id}-${active.index}`}
      tabIndex={0}
      onKeyDown={press}
    >
      <div className={classes.rows} style={{ height: rows.getTotalSize() }} role="presentation">
        {shown.map(({ index, start }) => {
          const run = runAt(pages, index);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all its rows.
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the list, which names its active row.
            <div
              key={index}
              id={`${id}-${index}`}
              role="option"
              aria-selected={run !== undefined && run.id === selectedId}
              aria-setsize={total}
              aria-posinset={index + 1}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => select(index)}
            >
              <HistoryRow run={run} now={now} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
