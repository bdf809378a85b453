import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { itemAt, type PagedList } from '../state/paged-list.ts';
import classes from './paged-listbox.module.css';

/** Pixels. */
const ROW = 46;

interface PagedListboxProps<Filter, Item> {
  readonly list: PagedList<Filter, Item>;
  readonly total: number;
  /** What the list is called. */
  readonly label: string;
  readonly onDelete: () => void;
  /** One entry, two lines; undefined while it is on its way. */
  readonly row: (item: Item | undefined, index: number) => ReactNode;
}

/** A list of any length: only what is in view is drawn and read. One tab stop; arrow keys, Home, End and Page keys choose. */
export function PagedListbox<Filter, Item extends { readonly id: string }>({
  list,
  total,
  label,
  onDelete,
  row,
}: PagedListboxProps<Filter, Item>) {
  const pages = list.state((state) => state.pages);
  const selectedId = list.state((state) => state.selectedId);
  const id = useId();
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
  useEffect(() => list.need(first, last), [list, first, last, pages]);

  useEffect(() => {
    const item = awaited.current === null ? undefined : itemAt(pages, awaited.current);
    if (item === undefined) return;
    awaited.current = null;
    list.select(item.id);
  }, [list, pages]);

  const select = (index: number) => {
    const to = Math.min(Math.max(index, 0), total - 1);
    const item = itemAt(pages, to);
    rows.scrollToIndex(to, { align: 'auto' });
    cursor.current = to;
    awaited.current = item === undefined ? to : null;
    if (item === undefined) list.need(to, to);
    else list.select(item.id);
  };
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
    const at = shown.find(({ index }) => itemAt(pages, index)?.id === selectedId)?.index ?? cursor.current;
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

  const active = shown.find(({ index }) => itemAt(pages, index)?.id === selectedId);
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={active === undefined ? undefined : `${id}-${active.index}`}
      tabIndex={0}
      onKeyDown={press}
    >
      <div className={classes.rows} style={{ height: rows.getTotalSize() }} role="presentation">
        {shown.map(({ index, start }) => {
          const item = itemAt(pages, index);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all its rows.
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the list, which names its active row.
            <div
              key={index}
              id={`${id}-${index}`}
              role="option"
              aria-selected={item !== undefined && item.id === selectedId}
              aria-setsize={total}
              aria-posinset={index + 1}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => select(index)}
            >
              {row(item, index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
