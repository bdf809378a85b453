import { expect, it } from 'vitest';
import { describeStep } from '../../../cli/token/print-run.ts';
import { type Step, stepName } from '../../../shared/model/run.ts';

const step = (name: Step['name']): Step => ({
  index: 0,
  name,
  status: 'done',
  startedAt: 0,
  endedAt: 1,
  waiting: null,
  label: 'what happened',
  exchange: null,
  verdicts: [],
});

it.each(stepName.options)('%s is told apart from what happened in it', (name) => {
  expect(describeStep(step(name)).split(/\s/)[0]).toBe(name);
  expect(describeStep(step(name)).replace(name, '').trim()).toBe('what happened');
});
