/** A long list that is read page by page, as it is looked at: which entries are asked for, and the pages that were read. */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { asAppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';

/** Entries read at once. */
const PAGE = 200;

export interface PagedState<Filter, Item> {
  readonly filter: Filter;
  /** Pages that were read, by number. */
  readonly pages: ReadonlyMap<number, readonly Item[]>;
  /** How many entries fit the filter; null until the first page was read. */
  readonly total: number | null;
  /** Why the list could not be read. */
  readonly error: AppErrorData | null;
  readonly selectedId: string | null;
}

/** Conditions that change. */
type FilterChange<Filter> = { readonly [K in keyof Filter]?: Filter[K] | undefined };

export interface PagedList<Filter, Item> {
  readonly state: UseBoundStore<StoreApi<PagedState<Filter, Item>>>;
  /** Reads the pages that hold these places, unless they are there. */
  need(first: number, last: number): void;
  /** Reads the list anew; what is on the screen stays until the new is there. */
  refresh(): Promise<void>;
  /** Asks for other entries: these conditions change, the others stay; one that is empty or undefined is gone. */
  filterBy(change: FilterChange<Filter>): void;
  select(id: string | null): void;
  /** The entry that is chosen, as the list has it; null where none is, or where its page has not been read. */
  selected(): Item | null;
  /** The entry that is shown when this one goes. */
  neighbourOf(id: string): string | null;
}

/** The entry at a place of the list; undefined while its page is on its way. */
export function itemAt<Item>(pages: ReadonlyMap<number, readonly Item[]>, index: number): Item | undefined {
  return pages.get(Math.floor(index / PAGE))?.[index % PAGE];
}

/** Where an entry stands among the pages that were read; null where it is in none of them. */
export function placeOf(pages: ReadonlyMap<number, readonly { readonly id: string }[]>, id: string | null): number | null {
  for (const [page, items] of pages) {
    const at = items.findIndex((item) => item.id === id);
    if (at !== -1) return page * PAGE + at;
  }
  return null;
}

/** Makes a list. @param read asks the host for a part of it */
export function createPagedList<Filter, Item extends { readonly id: string }>(
  filter: Filter,
  read: (filter: Filter, offset: number, limit: number) => Promise<{ readonly items: readonly Item[]; readonly total: number }>,
): PagedList<Filter, Item> {
  const state = create<PagedState<Filter, Item>>(() => ({ filter, pages: new Map(), total: null, error: null, selectedId: null }));
  /** Counts the questions, so that a late answer to an old one is dropped. */
  let question = 0;
  let underWay = new Set<number>();

  async function readPage(page: number): Promise<void> {
    if (underWay.has(page)) return;
    underWay.add(page);
    const asked = question;
    try {
      const { items, total } = await read(state.getState().filter, page * PAGE, PAGE);
      if (asked !== question) return;
      state.setState(({ pages }) => ({ pages: new Map(pages).set(page, items), total, error: null }));
    } catch (thrown) {
      if (asked === question) state.setState({ error: asAppError(thrown).toData() });
    } finally {
      if (asked === question) underWay.delete(page);
    }
  }

  async function refresh(): Promise<void> {
    question += 1;
    underWay = new Set();
    const asked = question;
    try {
      const { items, total } = await read(state.getState().filter, 0, PAGE);
      if (asked !== question) return;
      // Places move when entries come or go, so pages further down are read again when they are looked at.
      state.setState({ pages: new Map([[0, items]]), total, error: null });
    } catch (thrown) {
      if (asked === question) state.setState({ pages: new Map(), total: null, error: asAppError(thrown).toData() });
    }
  }

  return {
    state,
    refresh,
    need(first, last) {
      const { pages } = state.getState();
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
        if (!pages.has(page)) void readPage(page);
      }
    },
    filterBy(change) {
      const changed = Object.entries({ ...state.getState().filter, ...change });
      state.setState({ filter: Object.fromEntries(changed.filter(([, value]) => value !== '' && value !== undefined)) as Filter });
      void refresh();
    },
    select: (selectedId) => state.setState({ selectedId }),
    selected() {
      const { pages, selectedId } = state.getState();
      const at = placeOf(pages, selectedId);
      return at === null ? null : (itemAt(pages, at) ?? null);
    },
    neighbourOf(id) {
      const { pages } = state.getState();
      const at = placeOf(pages, id);
      return at === null ? null : ((itemAt(pages, at + 1) ?? itemAt(pages, at - 1))?.id ?? null);
    },
  };
}
