import { grantTraits } from '../../../shared/model/grant-traits.ts';
import type { GrantType } from '../../../shared/model/profile.ts';
import type { RunOutcome, RunView, Step, StepName } from '../../../shared/model/run.ts';
import { durationWords } from './time-words.ts';
import { tokensPhrase } from './token-words.ts';
import { countVerdicts, runVerdicts } from './verdict-groups.ts';

/** Who takes part; one lifeline each. */
export type Actor = 'browser' | 'grantbench' | 'server';

/** What a run of this kind will do: the arrows that are drawn faint before it, and whose space is kept. */
export interface PlannedRun {
  readonly grant: GrantType;
  /** Whether the server is asked for its metadata. */
  readonly discovers: boolean;
  /** Whether an ID token is asked for, whose keys are fetched. */
  readonly fetchesKeys: boolean;
}

/** One arrow. */
export interface SequenceRow {
  readonly key: string;
  readonly from: Actor;
  readonly to: Actor;
  readonly label: string;
  /** Right end: status and time, or a word. Empty while it counts. */
  readonly detail: string;
  readonly tone: 'planned' | 'live' | 'waiting' | 'failed' | 'done';
  /** Step whose exchange the arrow opens; null where there is none. */
  readonly opens: number | null;
  /** While it is under way: since when, and until when at most (epoch milliseconds). */
  readonly since: number | null;
  readonly until: number | null;
}

/** The line under the last arrow. */
interface SequenceResult {
  readonly tone: 'good' | 'warn' | 'bad' | 'dim';
  readonly text: string;
}

const plannedLabels: Record<GrantType, string> = {
  client_credentials: 'client credentials',
  password: 'username, password',
  authorization_code: 'code, code_verifier',
  refresh_token: 'refresh_token',
  device_code: 'device_code',
  token_exchange: 'subject_token',
  jwt_bearer: 'assertion',
  saml2_bearer: 'SAML assertion',
  ciba: 'auth_req_id',
  implicit: '',
  hybrid: 'code, code_verifier',
  extension: 'extension grant',
};

/** The arrows a run will have, before it starts. */
export function plannedRows(plan: PlannedRun): SequenceRow[] {
  const planned = (key: string, from: Actor, to: Actor, label: string): SequenceRow => ({
    key,
    from,
    to,
    label,
    detail: '',
    tone: 'planned',
    opens: null,
    since: null,
    until: null,
  });
  return [
    ...(plan.discovers ? [planned('discovery', 'grantbench', 'server', 'discovery')] : []),
    ...openingRows(plan.grant, planned),
    ...(grantTraits[plan.grant].asksToken ? [planned('token', 'grantbench', 'server', plannedLabels[plan.grant])] : []),
    ...(plan.fetchesKeys ? [planned('jwks', 'grantbench', 'server', 'keys of the server')] : []),
  ];
}

function openingRows(grant: GrantType, planned: (key: string, from: Actor, to: Actor, label: string) => SequenceRow): SequenceRow[] {
  switch (grantTraits[grant].opens) {
    case 'nothing':
      return [];
    case 'authorization':
      return [
        planned('authorization', 'grantbench', 'browser', 'open authorization request'),
        planned('sign-in', 'browser', 'server', 'sign in, consent'),
        planned('callback', 'browser', 'grantbench', grant === 'implicit' ? 'tokens, state' : 'code, state'),
      ];
    case 'device':
      return [
        planned('opening', 'grantbench', 'server', 'device authorization'),
        planned('authorization', 'grantbench', 'browser', 'user code, verification URI'),
        planned('sign-in', 'browser', 'server', 'sign in, consent'),
      ];
    case 'backchannel':
      return [
        planned('opening', 'grantbench', 'server', 'backchannel authentication'),
        planned('sign-in', 'browser', 'server', 'the user answers on their device'),
      ];
  }
}

/** Arrows to keep space for: those planned, and one for the keys that an access token may turn out to need. */
export function reservedRows(plan: PlannedRun): number {
  return plannedRows(plan).length + (plan.fetchesKeys ? 0 : 1);
}

/** How far a run has come with each step; the same for the arrows that are planned. */
const order: Record<StepName | 'opening' | 'sign-in', number> = {
  discovery: 0,
  // It stands before what comes next, whatever that is.
  stop: -1,
  pushed_authorization_request: 1,
  device_authorization: 1,
  backchannel_authentication: 1,
  opening: 1,
  authorization: 2,
  'sign-in': 2,
  ping: 2,
  poll: 2,
  callback: 3,
  token: 4,
  jwks: 5,
  introspection: 6,
  revocation: 6,
  userinfo: 6,
  logout: 6,
  registration: 6,
  resource_metadata: 6,
  resource: 6,
};

/**
 * The arrows of a run: what happened, then, while it runs, what is still to come.
 *
 * @param view the run so far; null before the first
 * @param plan what it will do; null for a run from history
 */
export function sequenceRows(view: RunView | null, plan: PlannedRun | null): SequenceRow[] {
  const planned = plan === null ? [] : plannedRows(plan);
  if (view === null) return planned;
  const happened = view.steps
    .flatMap((step) => stepRows(step, view.summary.grant))
    .map((row) => (view.summary.outcome === 'cancelled' ? withoutBlame(row) : row));
  if (view.summary.outcome !== 'running') return happened;
  const reached = Math.max(-1, ...view.steps.map((step) => order[step.name]));
  return [...happened, ...planned.filter((row) => order[row.key as keyof typeof order] > reached)];
}

/** What the user ended has not failed. */
function withoutBlame(row: SequenceRow): SequenceRow {
  return row.tone === 'failed' && row.opens === null ? { ...row, tone: 'planned', detail: '' } : row;
}

function stepRows(step: Step, grant: GrantType): SequenceRow[] {
  // The server called the user up: nothing goes through a browser here, and the polls show the waiting.
  if (step.name === 'authorization') return grantTraits[grant].opens === 'backchannel' ? [] : browserRows(step, signingIn);
  if (step.name === 'logout') return browserRows(step, signingOut);
  if (step.name === 'stop') return [stopRow(step)];
  const callback = step.name === 'callback';
  const ping = step.name === 'ping';
  return [
    {
      key: `${step.name}-${step.index}`,
      from: callback ? 'browser' : ping ? 'server' : 'grantbench',
      to: callback || ping ? 'grantbench' : 'server',
      label: step.label || step.name,
      detail: callback ? callbackDetail(step) : exchangeDetail(step),
      tone: rowTone(step),
      opens: step.exchange === null ? null : step.index,
      ...counting(step),
    },
  ];
}

/** Nothing travels while a run stands at a break point: a mark on our own line. */
function stopRow(step: Step): SequenceRow {
  return {
    key: `stop-${step.index}`,
    from: 'grantbench',
    to: 'grantbench',
    label: step.status === 'waiting' ? `stopped ${step.label}` : step.label,
    detail: '',
    tone: rowTone(step),
    opens: null,
    since: null,
    until: null,
  };
}

/** What the user does at the server's page, and while it is waited for. */
const signingIn = { done: 'sign in, consent', waiting: 'waiting for you to sign in' };
const signingOut = { done: 'sign out', waiting: 'waiting for you to sign out' };

/** Opening the page is ours, what is done there is the user's: two arrows of one step. */
function browserRows(step: Step, words: typeof signingIn): SequenceRow[] {
  const opens = step.exchange === null ? null : step.index;
  const over = step.status === 'done' || step.status === 'failed';
  return [
    {
      key: `authorization-${step.index}`,
      from: 'grantbench',
      to: 'browser',
      label: step.label || 'open authorization request',
      detail: '',
      tone: step.status === 'failed' ? 'failed' : 'live',
      opens,
      since: null,
      until: null,
    },
    {
      key: `sign-in-${step.index}`,
      from: 'browser',
      to: 'server',
      label: step.status === 'waiting' ? words.waiting : words.done,
      detail: step.status === 'done' && step.endedAt !== null ? durationWords(step.endedAt - step.startedAt) : '',
      tone: over ? rowTone(step) : step.status === 'waiting' ? 'waiting' : 'planned',
      opens: null,
      ...counting(step),
    },
  ];
}

function counting(step: Step): Pick<SequenceRow, 'since' | 'until'> {
  const under = step.status === 'running' || step.status === 'waiting';
  return { since: under ? step.startedAt : null, until: step.waiting?.until ?? null };
}

function rowTone(step: Step): SequenceRow['tone'] {
  switch (step.status) {
    case 'running':
      return 'live';
    case 'waiting':
      return 'waiting';
    case 'failed':
      return 'failed';
    case 'done':
      return 'done';
  }
}

function exchangeDetail({ exchange, status }: Step): string {
  if (exchange === null) return status === 'failed' ? 'failed' : '';
  const time = durationWords(exchange.timings.total);
  return `${exchange.response?.status ?? 'no answer'} · ${time}`;
}

function callbackDetail(step: Step): string {
  const failed = step.verdicts.some((verdict) => verdict.status === 'fail');
  if (failed) return 'check failed ✗';
  if (step.status === 'failed') return 'refused';
  return step.status === 'done' && step.verdicts.some((verdict) => verdict.status === 'pass') ? 'checked ✓' : '';
}

/** The line that says how it ended. Null while it runs, and before. */
export function sequenceResult(view: RunView | null): SequenceResult | null {
  if (view === null) return null;
  const tokens = tokensPhrase(view.tokens);
  const tones: Record<RunOutcome, () => SequenceResult | null> = {
    running: () => null,
    succeeded: () => ({ tone: 'good', text: tokens || 'done' }),
    checks_failed: () => ({ tone: 'warn', text: `${tokens || 'an answer'}, but ${failedWords(view)}` }),
    failed: () => ({ tone: 'bad', text: failureWords(view, tokens) }),
    cancelled: () => ({ tone: 'dim', text: 'cancelled' }),
  };
  return tones[view.summary.outcome]();
}

function failedWords(view: RunView): string {
  const failed = countVerdicts(runVerdicts(view)).fail;
  return failed === 1 ? '1 check failed' : `${failed || 'some'} checks failed`;
}

function failureWords(view: RunView, tokens: string): string {
  const why = view.error?.oauth?.error ?? view.error?.message ?? 'failed';
  return tokens === '' ? why : `${why} (${tokens} arrived)`;
}
