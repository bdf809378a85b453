import { expect, it } from 'vitest';
import { newestOnly } from '../../../../renderer/features/inspector/newest-only.ts';

it('does the first at once, and of those that came meanwhile the last', async () => {
  const done: number[] = [];
  const gates: (() => void)[] = [];
  const worker = newestOnly<number>(
    (wish) => {
      done.push(wish);
      return new Promise((resolve) => gates.push(resolve));
    },
    () => 0,
  );
  worker.want(1);
  worker.want(2);
  worker.want(3);
  expect(done).toEqual([1]);
  gates[0]?.();
  await expect.poll(() => done).toEqual([1, 3]);
  worker.want(4);
  worker.stop();
  gates[1]?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done).toEqual([1, 3]);
});
