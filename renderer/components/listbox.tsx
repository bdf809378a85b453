import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import classes from './listbox.module.css';

/** How high an entry is: two lines. Pixels. */
export const ROW_HEIGHT = 46;
/** Between the entries and the lines above and below them, in pixels. */
const PADDING = 8;

interface ListboxProps {
  /** What the list is called. */
  readonly label: string;
  readonly count: number;
  /** Where the chosen entry stands; null while that is not known, or where none is chosen. */
  readonly chosen: number | null;
  /** What an entry is known by where entries move; without it, its place. */
  readonly keyAt?: (index: number) => string | number;
  /** The element that scrolls, for who wants to move it. */
  readonly scroller?: RefObject<HTMLDivElement | null>;
  readonly onChoose: (index: number) => void;
  readonly onDelete: () => void;
  /** Told which places are in view; told again whenever it is another function. */
  readonly onShow?: (first: number, last: number) => void;
  readonly row: (index: number) => ReactNode;
}

const byPlace = (index: number) => index;

/** A list of any length: only what is in view is drawn. One tab stop; arrow keys, Home, End and Page keys choose. */
export function Listbox({ label, count, chosen, keyAt = byPlace, scroller, onChoose, onDelete, onShow, row }: ListboxProps) {
  const id = useId();
  const ownScroller = useRef<HTMLDivElement>(null);
  const element = scroller ?? ownScroller;
  /** Where the selection stood last, for the arrow keys. */
  const cursor = useRef(0);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => element.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    paddingStart: PADDING,
    paddingEnd: PADDING,
    scrollPaddingStart: PADDING,
    scrollPaddingEnd: PADDING,
    useFlushSync: false,
  });
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => onShow?.(first, last), [onShow, first, last]);

  const choose = (index: number) => {
    const to = Math.min(Math.max(index, 0), count - 1);
    rows.scrollToIndex(to, { align: 'auto' });
    cursor.current = to;
    onChoose(to);
  };
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((element.current?.clientHeight ?? ROW_HEIGHT) / ROW_HEIGHT) - 1);
    const at = chosen ?? cursor.current;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: count - 1,
    };
    const to = moves[event.key];
    if (to === undefined && event.key !== 'Delete') return;
    event.preventDefault();
    if (to === undefined) onDelete();
    else choose(to);
  };

  const active = shown.find(({ index }) => index === chosen);
  return (
    <div
      ref={element}
      className={classes.scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={active === undefined ? undefined : `${id}-${keyAt(active.index)}`}
      tabIndex={0}
      onKeyDown={press}
    >
      <div className={classes.rows} style={{ height: rows.getTotalSize() }} role="presentation">
        {shown.map(({ index, start }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all its rows.
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the list, which names its active row.
          <div
            key={keyAt(index)}
            id={`${id}-${keyAt(index)}`}
            role="option"
            aria-selected={index === chosen}
            aria-setsize={count}
            aria-posinset={index + 1}
            className={classes.row}
            style={{ transform: `translateY(${start}px)` }}
            onClick={() => choose(index)}
          >
            {row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
