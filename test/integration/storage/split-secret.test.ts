/** Long values over many items, on a keychain that dies at every possible point of a write. */
import { describe, expect, test } from 'vitest';
import { deleteSecret, isPartAccount, readSecret, splitText, sweepParts, writeSecret } from '../../../node/keychain/split-secret.ts';

const LIMIT = 100;
const HOUR_MS = 3_600_000;

/** Items as the system keeps them, with a limit as Windows has it, and a process that dies after so many changes. */
function itemsThatDieAfter(changes: number, kept = new Map<string, string>()) {
  let left = changes;
  const change = (work: () => void) => {
    if (left === 0) throw new Error('killed');
    left -= 1;
    work();
  };
  return {
    kept,
    get: async (account: string) => kept.get(account) ?? null,
    set: async (account: string, value: string) => {
      if (value === '' || Buffer.byteLength(value) > LIMIT) throw new Error(`item of ${Buffer.byteLength(value)} bytes`);
      change(() => kept.set(account, value));
    },
    delete: async (account: string) => {
      change(() => kept.delete(account));
      return true;
    },
  };
}

const alive = (kept?: Map<string, string>) => itemsThatDieAfter(Number.POSITIVE_INFINITY, kept);
const values = { short: 'short', empty: '', long: 'ä🔑'.repeat(80), longer: 'y'.repeat(1_000) };

describe('a write that is killed after any number of changes leaves the old value or the new one, whole', () => {
  for (const [from, before] of [['nothing', null], ...Object.entries(values)] as const) {
    for (const [to, after] of Object.entries(values)) {
      test(`${from} → ${to}`, async () => {
        const seen = new Set<string | null>();
        for (let changes = 0; changes < 40; changes += 1) {
          const { kept } = alive();
          if (before !== null) await writeSecret(alive(kept), 'a/b', before, LIMIT);
          await writeSecret(itemsThatDieAfter(changes, kept), 'a/b', after, LIMIT).catch(() => undefined);
          const found = await readSecret(alive(kept), 'a/b');
          expect([before, after]).toContain(found);
          seen.add(found);
          // Whatever was left behind is no obstacle to the next write, and is swept in time.
          await writeSecret(alive(kept), 'a/b', after, LIMIT);
          await sweepParts(alive(kept), [...kept.keys()], Date.now() + 2 * HOUR_MS);
          expect(await readSecret(alive(kept), 'a/b')).toBe(after);
          const { kept: clean } = alive();
          await writeSecret(alive(clean), 'a/b', after, LIMIT);
          expect(kept.size).toBe(clean.size);
        }
        expect(seen).toEqual(new Set([before, after]));
      });
    }
  }
});

test('a delete that is killed deletes the value or leaves it whole', async () => {
  for (let changes = 0; changes < 20; changes += 1) {
    const { kept } = alive();
    await writeSecret(alive(kept), 'a/b', values.longer, LIMIT);
    await deleteSecret(itemsThatDieAfter(changes, kept), 'a/b').catch(() => undefined);
    expect([null, values.longer]).toContain(await readSecret(alive(kept), 'a/b'));
    await deleteSecret(alive(kept), 'a/b');
    await sweepParts(alive(kept), [...kept.keys()], Date.now() + 2 * HOUR_MS);
    expect([...kept]).toEqual([]);
  }
});

test('a reader beside a writer gets one of the two values, never a mixture', async () => {
  const { kept } = alive();
  await writeSecret(alive(kept), 'a/b', values.longer, LIMIT);
  const reader = alive(kept);
  let reads = 0;
  const interrupted = {
    ...reader,
    get: async (account: string) => {
      reads += 1;
      // The writer replaces the value between the head and the second part.
      if (reads === 3) await writeSecret(alive(kept), 'a/b', values.long, LIMIT);
      return reader.get(account);
    },
  };
  expect(await readSecret(interrupted, 'a/b')).toBe(values.long);
});

test('a part that is gone, or changed, is damage and not a shorter secret', async () => {
  for (const spoil of [
    (kept: Map<string, string>, part: string) => kept.delete(part),
    (kept: Map<string, string>, part: string) => kept.set(part, 'x'),
  ]) {
    const { kept } = alive();
    await writeSecret(alive(kept), 'a/b', values.long, LIMIT);
    spoil(kept, [...kept.keys()].find(isPartAccount) ?? '');
    await expect(readSecret(alive(kept), 'a/b')).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  }
});

test('a write under way in another process is not swept', async () => {
  const { kept } = alive();
  await writeSecret(itemsThatDieAfter(3, kept), 'a/b', values.longer, LIMIT).catch(() => undefined);
  await sweepParts(alive(kept), [...kept.keys()], Date.now() + HOUR_MS / 2);
  expect(kept.size).toBe(3);
});

test('texts are cut between characters, and nothing is lost', () => {
  for (const text of ['', 'a', '🔑', 'a🔑ü'.repeat(50), '€'.repeat(99)]) {
    for (const limit of [4, 5, 7, 100]) {
      const pieces = splitText(text, limit);
      expect(pieces.join('')).toBe(text);
      expect(pieces.every((piece) => Buffer.byteLength(piece) <= limit && !piece.includes('\ufffd'))).toBe(true);
    }
  }
});
