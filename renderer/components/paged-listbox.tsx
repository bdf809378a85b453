import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { itemAt, type PagedList, placeOf } from '../state/paged-list.ts';
import { Listbox } from './listbox.tsx';

interface PagedListboxProps<Filter, Item> {
  readonly list: PagedList<Filter, Item>;
  readonly total: number;
  /** What the list is called. */
  readonly label: string;
  readonly onDelete: () => void;
  /** One entry, two lines; undefined while it is on its way. */
  readonly row: (item: Item | undefined, index: number) => ReactNode;
}

/** A list that is read page by page, as it is looked at. */
export function PagedListbox<Filter, Item extends { readonly id: string }>({
  list,
  total,
  label,
  onDelete,
  row,
}: PagedListboxProps<Filter, Item>) {
  const pages = list.state((state) => state.pages);
  const selectedId = list.state((state) => state.selectedId);
  /** A place that was chosen before its page was there. */
  const [awaited, setAwaited] = useState<number | null>(null);
  const selected = useMemo(() => placeOf(pages, selectedId), [pages, selectedId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: pages that were dropped are wanted again.
  const need = useCallback((first: number, last: number) => list.need(first, last), [list, pages]);

  useEffect(() => {
    const item = awaited === null ? undefined : itemAt(pages, awaited);
    if (item === undefined) return;
    setAwaited(null);
    list.select(item.id);
  }, [list, pages, awaited]);

  const choose = (index: number) => {
    const item = itemAt(pages, index);
    setAwaited(item === undefined ? index : null);
    if (item === undefined) list.need(index, index);
    else list.select(item.id);
  };
  return (
    <Listbox
      label={label}
      count={total}
      chosen={awaited ?? selected}
      // Entries move when others come: one that moves away while it is pressed does not choose who takes its place.
      keyAt={(index) => itemAt(pages, index)?.id ?? index}
      onChoose={choose}
      // While the chosen entry is on its way, the one that is still shown is not meant.
      onDelete={() => awaited === null && selectedId !== null && onDelete()}
      onShow={need}
      row={(index) => row(itemAt(pages, index), index)}
    />
  );
}
