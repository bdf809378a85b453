import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { soonOnce } from '../../../../renderer/features/inspector/soon-once.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('many wishes are one piece of work, a moment later; then or never, as it is asked', () => {
  const work = vi.fn();
  const once = soonOnce(work);
  for (let key = 0; key < 30; key += 1) once.soon();
  expect(work).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(work).toHaveBeenCalledOnce();

  once.soon();
  once.now();
  vi.runAllTimers();
  expect(work).toHaveBeenCalledTimes(2);
  once.now();
  expect(work).toHaveBeenCalledTimes(2);

  once.soon();
  once.drop();
  vi.runAllTimers();
  expect(work).toHaveBeenCalledTimes(2);
});
