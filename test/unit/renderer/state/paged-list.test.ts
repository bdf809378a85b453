import { expect, test } from 'vitest';
import { createPagedList, itemAt, placeOf } from '../../../../renderer/state/paged-list.ts';

interface Filter {
  readonly text?: string;
  readonly expired?: boolean;
}

const items = (from: number, count: number) => Array.from({ length: count }, (_, at) => ({ id: `item ${from + at}` }));

/** A list of 450 entries, and what was asked of it. */
function list() {
  const asked: Filter[] = [];
  const paged = createPagedList<Filter, { readonly id: string }>({}, async (filter, offset, limit) => {
    asked.push(filter);
    return { items: items(offset, Math.min(limit, 450 - offset)), total: 450 };
  });
  return { paged, asked };
}

test('an entry is found where it stands, on whichever page; one that was not read is nowhere', async () => {
  const { paged } = list();
  await paged.refresh();
  paged.need(410, 420);
  await expect.poll(() => paged.state.getState().pages.size).toBe(2);
  const { pages } = paged.state.getState();
  expect([placeOf(pages, 'item 7'), placeOf(pages, 'item 449'), placeOf(pages, 'item 300'), placeOf(pages, null)]).toEqual([
    7,
    449,
    null,
    null,
  ]);
  expect(itemAt(pages, 449)?.id).toBe('item 449');
});

test('the next entry takes the place of one that goes; the one before where it is the last', async () => {
  const { paged } = list();
  await paged.refresh();
  paged.need(400, 449);
  await expect.poll(() => paged.state.getState().pages.size).toBe(2);
  expect(['item 7', 'item 449', 'no item'].map((id) => paged.neighbourOf(id))).toEqual(['item 8', 'item 448', null]);
});

test('a condition changes and the others stay; an empty one is gone, false is none of that', async () => {
  const { paged, asked } = list();
  paged.filterBy({ text: 'alice' });
  paged.filterBy({ expired: false });
  paged.filterBy({ text: '' });
  paged.filterBy({ expired: undefined });
  expect(asked).toEqual([{ text: 'alice' }, { text: 'alice', expired: false }, { expired: false }, {}]);
});
