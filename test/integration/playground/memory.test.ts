import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ExpiringStore } from '../../../playground/expiring-store.ts';
import { createMemoryAdapter } from '../../../playground/memory-adapter.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the memory of the playground', () => {
  test('never holds more than it may, and forgets the oldest first', () => {
    const store = new ExpiringStore<number>(100);
    for (let index = 0; index < 10_000; index += 1) {
      store.set(`key ${index}`, index, 3_600);
      expect(store.size).toBeLessThanOrEqual(100);
    }
    expect(store.get('key 0')).toBeUndefined();
    expect(store.get('key 9999')).toBe(9_999);
  });

  test('makes room by dropping what expired before anything that did not', () => {
    const store = new ExpiringStore<number>(10);
    store.set('lasting', 1, undefined);
    for (let index = 0; index < 9; index += 1) store.set(`brief ${index}`, index, 1);
    vi.advanceTimersByTime(1_001);
    store.set('new', 2, 60);
    expect([store.get('lasting'), store.get('new'), store.size]).toEqual([1, 2, 2]);
  });

  test('an entry is gone the moment it expires', () => {
    const store = new ExpiringStore<number>(10);
    store.set('a', 1, 60);
    vi.advanceTimersByTime(59_999);
    expect(store.get('a')).toBe(1);
    vi.advanceTimersByTime(1);
    expect(store.get('a')).toBeUndefined();
  });

  test('artifacts are found by uid and user code, consumed, and revoked together with their grant', async () => {
    const create = createMemoryAdapter(100);
    const [session, device, code, token] = ['Session', 'DeviceCode', 'AuthorizationCode', 'AccessToken'].map(create);
    if (!session || !device || !code || !token) throw new Error('no adapter');
    await session.upsert('s', { uid: 'u' }, 60);
    await device.upsert('d', { userCode: 'ABCD' }, 60);
    await code.upsert('c', { grantId: 'g' }, 60);
    await token.upsert('t', { grantId: 'g' }, 60);
    expect(await session.findByUid('u')).toEqual({ uid: 'u' });
    expect(await device.findByUid('u')).toBeUndefined();
    expect(await device.findByUserCode('ABCD')).toEqual({ userCode: 'ABCD' });
    await code.consume('c');
    expect(await code.find('c')).toMatchObject({ consumed: expect.any(Number) });
    await token.revokeByGrantId('g');
    expect([await code.find('c'), await token.find('t')]).toEqual([undefined, undefined]);
    await token.consume('nobody');
  });
});
