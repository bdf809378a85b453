import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutosave } from '../../../../renderer/state/autosave.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { AppErrorData } from '../../../../shared/model/app-error.ts';

interface Item {
  readonly id: string;
  readonly text: string;
}

/** A host whose saves end when the test says so. */
function slowHost() {
  const begun: { item: Item; end(error?: AppError): void }[] = [];
  const failures: [string, AppErrorData | null][] = [];
  const autosave = createAutosave<Item>({
    save: (item) =>
      new Promise((resolve, reject) => {
        begun.push({ item, end: (error) => (error === undefined ? resolve() : reject(error)) });
      }),
    failed: (id, error) => failures.push([id, error]),
  });
  return { begun, failures, autosave };
}

const item = (text: string, id = 'one'): Item => ({ id, text });

describe('edits save themselves', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('once the user pauses, and only the newest state', async () => {
    const { begun, autosave } = slowHost();
    for (const text of ['a', 'ab', 'abc']) autosave.schedule(item(text));
    expect(begun).toHaveLength(0);
    await vi.runAllTimersAsync();
    expect(begun.map((each) => each.item.text)).toEqual(['abc']);
  });

  it('never two saves of one item at a time, so that an older one cannot arrive last', async () => {
    const { begun, autosave } = slowHost();
    autosave.schedule(item('a'));
    await vi.runAllTimersAsync();
    autosave.schedule(item('ab'));
    await vi.runAllTimersAsync();
    expect(begun).toHaveLength(1);
    begun[0]?.end();
    await vi.runAllTimersAsync();
    expect(begun.map((each) => each.item.text)).toEqual(['a', 'ab']);
  });

  it('stay pending until that very state is acknowledged', async () => {
    const { begun, autosave } = slowHost();
    autosave.schedule(item('a'));
    await vi.runAllTimersAsync();
    autosave.schedule(item('ab'));
    begun[0]?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(autosave.pending('one')?.text).toBe('ab');
  });

  it('a flush saves at once, waits, and says whether all of it is saved', async () => {
    const { begun, failures, autosave } = slowHost();
    autosave.schedule(item('a'));
    autosave.schedule(item('b', 'two'));
    const flushed = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    begun[0]?.end();
    begun[1]?.end(new AppError('STORE_BUSY'));
    expect(await flushed).toBe(false);
    expect(failures).toEqual([
      ['one', null],
      ['two', expect.objectContaining({ code: 'STORE_BUSY' })],
    ]);
    expect(autosave.pending('two')?.text).toBe('b');
  });

  it('a failed edit is saved by the next flush', async () => {
    const { begun, autosave } = slowHost();
    autosave.schedule(item('a'));
    const first = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    begun[0]?.end(new AppError('CONTRACT_DISCONNECTED'));
    expect(await first).toBe(false);
    const second = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    begun[1]?.end();
    expect(await second).toBe(true);
    expect(autosave.pending('one')).toBeUndefined();
  });

  it('what is dropped is never saved', async () => {
    const { begun, autosave } = slowHost();
    autosave.schedule(item('a'));
    autosave.drop('one');
    await vi.runAllTimersAsync();
    expect(begun).toHaveLength(0);
    expect(await autosave.flush()).toBe(true);
  });
});
