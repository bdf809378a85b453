import { describe, expect, it } from 'vitest';
import { keepSame } from '../../../../renderer/state/keep-same.ts';

const before = {
  profiles: [
    { id: 'a', scope: ['openid'] },
    { id: 'b', scope: [] },
  ],
  settings: { theme: 'dark', env: null },
};

describe('what came anew', () => {
  it('is the former object where it says the same', () => {
    expect(keepSame(before, structuredClone(before))).toBe(before);
  });

  it('keeps the parts that did not change', () => {
    const now = keepSame(before, {
      ...structuredClone(before),
      profiles: [
        { id: 'a', scope: ['openid', 'email'] },
        { id: 'b', scope: [] },
      ],
    });
    expect(now.profiles[0]).toEqual({ id: 'a', scope: ['openid', 'email'] });
    expect(now.profiles[1]).toBe(before.profiles[1]);
    expect(now.settings).toBe(before.settings);
  });

  it.each([
    ['an entry more', { ...before, profiles: [...before.profiles, { id: 'c', scope: [] }] }],
    ['an entry less', { ...before, profiles: before.profiles.slice(1) }],
    ['a member less', { profiles: before.profiles }],
    ['a member more', { ...before, more: undefined }],
    ['another member of the same value', { profiles: before.profiles, setting: before.settings }],
    ['null for an object', { ...before, settings: null }],
    ['a list for an object', { ...before, settings: [] }],
    ['an object for a list', { ...before, profiles: {} }],
  ])('is what came: %s', (_, now) => {
    const kept = keepSame<unknown>(before, structuredClone(now));
    expect(kept).toStrictEqual(now);
    expect(kept).not.toBe(before);
  });
});
