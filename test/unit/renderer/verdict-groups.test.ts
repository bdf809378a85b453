import { expect, test } from 'vitest';
import { keyVerdicts, type PlacedVerdict, passWords } from '../../../renderer/features/run/verdict-groups.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';

const placed = (id: string, status: Verdict['status']): PlacedVerdict => ({ step: 0, verdict: { id, status } as Verdict });

test('rules that do not apply are not counted', () => {
  expect(passWords([placed('state', 'pass'), placed('scope', 'warning'), placed('azp', 'not_applicable')])).toBe('1 of 2 pass');
  expect(passWords([placed('azp', 'not_applicable')])).toBe('');
  expect(passWords([])).toBe('');
});

test('what failed comes first, and is never crowded out by what passed', () => {
  const verdicts = [placed('token_type', 'pass'), placed('state', 'pass'), placed('scope', 'warning'), placed('nonce', 'fail')];
  expect(keyVerdicts(verdicts, 3).map(({ verdict }) => verdict.id)).toEqual(['nonce', 'scope', 'state']);
});
