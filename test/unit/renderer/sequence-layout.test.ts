import { describe, expect, test } from 'vitest';
import { type PlannedRun, plannedRows, sequenceResult, sequenceRows } from '../../../renderer/features/run/sequence-layout.ts';
import type { RunOutcome, RunView, Step, StepName, StepStatus } from '../../../shared/model/run.ts';
import type { TokenKind, TokenView } from '../../../shared/model/token-set.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';

const plan: PlannedRun = { grant: 'authorization_code', discovers: true, fetchesKeys: true };

const exchange = (status: number | null, total: number) =>
  ({ response: status === null ? null : { status }, timings: { total } }) as NonNullable<Step['exchange']>;

function step(index: number, name: StepName, status: StepStatus, more: Partial<Step> = {}): Step {
  return { index, name, status, startedAt: 1_000, endedAt: 1_020, waiting: null, label: name, exchange: null, verdicts: [], ...more };
}

function run(outcome: RunOutcome, steps: Step[], more: Partial<RunView> = {}): RunView {
  const summary = { outcome, task: 'grant', grant: 'authorization_code' } as RunView['summary'];
  return {
    summary,
    steps,
    tokens: [],
    tokenResponse: null,
    requestedScope: '',
    answer: null,
    error: null,
    diagnosis: [],
    strayHits: [],
    ...more,
  };
}

const verdict = (status: Verdict['status']) => ({ id: 'state', title: 'state returned', status }) as Verdict;
const token = (kind: TokenKind) => ({ kind }) as TokenView;

describe('before the first run', () => {
  test('every arrow to come is drawn, and none of them is a link', () => {
    const rows = sequenceRows(null, plan);
    expect(rows.map(({ label }) => label)).toEqual([
      'discovery',
      'open authorization request',
      'sign in, consent',
      'code, state',
      'code, code_verifier',
      'keys of the server',
    ]);
    expect(rows.every(({ tone, opens }) => tone === 'planned' && opens === null)).toBe(true);
  });

  test('a machine does without the browser, a server by hand without discovery', () => {
    expect(plannedRows({ grant: 'client_credentials', discovers: false, fetchesKeys: false }).map(({ from, to }) => [from, to])).toEqual([
      ['grantbench', 'server'],
    ]);
  });
});

describe('while it runs', () => {
  test('a ping comes from the server, and its arrow opens it', () => {
    const [row] = sequenceRows(run('running', [step(3, 'ping', 'done', { exchange: exchange(204, 1) })]), null);
    expect(row).toMatchObject({ from: 'server', to: 'grantbench', opens: 3 });
  });

  test('what happened stands before what is still to come', () => {
    const rows = sequenceRows(run('running', [step(0, 'discovery', 'done', { exchange: exchange(200, 9) })]), plan);
    expect(rows.map(({ tone }) => tone)).toEqual(['done', 'planned', 'planned', 'planned', 'planned', 'planned']);
    expect(rows[0]).toMatchObject({ detail: '200 · 9 ms', opens: 0 });
  });

  test('waiting for the browser says since when and until when', () => {
    const waiting = step(1, 'authorization', 'waiting', { endedAt: null, waiting: { for: 'browser', until: 301_000 } });
    const rows = sequenceRows(run('running', [waiting]), plan);
    expect(rows[1]).toMatchObject({ label: 'waiting for you to sign in', tone: 'waiting', since: 1_000, until: 301_000 });
    expect(rows[0]).toMatchObject({ tone: 'live' });
  });

  test('a second place of discovery adds an arrow and takes none of the coming ones', () => {
    const steps = [step(0, 'discovery', 'done'), step(1, 'discovery', 'done')];
    expect(sequenceRows(run('running', steps), plan)).toHaveLength(7);
  });
});

describe('when it has ended', () => {
  test('nothing is still to come', () => {
    expect(sequenceRows(run('failed', [step(0, 'discovery', 'failed')]), plan)).toHaveLength(1);
  });

  test('a request without an answer says so', () => {
    const [row] = sequenceRows(run('failed', [step(0, 'token', 'failed', { exchange: exchange(null, 5_003) })]), null);
    expect(row).toMatchObject({ detail: 'no answer · 5.0 s', tone: 'failed' });
  });

  test.each([
    ['pass', 'checked ✓'],
    ['fail', 'check failed ✗'],
    ['not_applicable', ''],
  ] as const)('a redirect with a verdict that is %s says "%s"', (status, detail) => {
    expect(sequenceRows(run('failed', [step(2, 'callback', 'done', { verdicts: [verdict(status)] })]), null)[0]).toMatchObject({
      from: 'browser',
      to: 'grantbench',
      detail,
    });
  });

  test('a run the user cancelled is not drawn as a failure', () => {
    const rows = sequenceRows(run('cancelled', [step(1, 'authorization', 'failed')]), null);
    expect(rows.map(({ tone }) => tone)).not.toContain('failed');
  });
});

describe('the result line', () => {
  test('names the tokens, in one order whatever came first', () => {
    const view = run('succeeded', [], { tokens: [token('id_token'), token('refresh_token'), token('access_token')] });
    expect(sequenceResult(view)).toEqual({ tone: 'good', text: 'access, refresh and id token' });
  });

  test('tokens whose checks failed are never shown as success', () => {
    const view = run('checks_failed', [step(0, 'token', 'done', { verdicts: [verdict('fail')] })], { tokens: [token('access_token')] });
    expect(sequenceResult(view)).toEqual({ tone: 'warn', text: 'access token, but 1 check failed' });
  });

  test('a refusal gives the server’s own code', () => {
    const error = { code: 'OAUTH_RESPONSE', message: 'The server refused.', hint: '', oauth: { error: 'invalid_grant' } } as const;
    expect(sequenceResult(run('failed', [], { error }))).toEqual({ tone: 'bad', text: 'invalid_grant' });
  });

  test('there is none while it runs', () => {
    expect(sequenceResult(run('running', []))).toBeNull();
    expect(sequenceResult(null)).toBeNull();
  });
});
