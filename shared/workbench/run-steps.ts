import type { DiagnosisFacts } from '../diagnosis/facts.ts';
import { credentialsIn } from '../exchange/learn-secrets.ts';
import { type SealedExchange, sealExchange } from '../exchange/seal-exchange.ts';
import type { SealedValues, SealKind } from '../model/exchange.ts';
import type { RedirectWay } from '../model/redirect-way.ts';
import type { KnownSecret, ResolvedEdits } from '../model/resolved-profile.ts';
import type { RunView, Step, StepName, StepStatus } from '../model/run.ts';
import type { SentAuthorization } from '../model/sent-authorization.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Clock, RawExchange } from '../ports.ts';
import type { NameValues } from '../protocol/apply-edits.ts';
import { maskVerdicts } from './run-masking.ts';

/** What a step ends with. */
export interface StepEnd {
  /** What it turned out to be, where that shows only in the answer: a token request that was told to wait is a poll. */
  readonly name?: StepName;
  readonly label?: string;
  readonly exchange?: RawExchange | null;
  readonly verdicts?: readonly Verdict[];
  /** Of a redirect: which way it came. */
  readonly way?: RedirectWay | null;
  /** Of a redirect that no request brought: what it carried, should it be replayed. */
  readonly pasted?: NameValues;
  /** Of a break point: what the user changed there. */
  readonly changes?: ChangesByHand;
}

/** What the user changed at a break point, in which message. */
export interface ChangesByHand {
  readonly of: 'authorization' | 'callback' | 'token';
  readonly edits: ResolvedEdits;
}

/** A step under way. */
export interface OpenStep {
  readonly index: number;
  /** It waits for the user, at most until then (epoch milliseconds; null: for ever). */
  wait(until: number | null, on?: Omit<NonNullable<Step['waiting']>, 'until'>): void;
  label(text: string): void;
  end(status: Extract<StepStatus, 'done' | 'failed'>, end?: StepEnd): void;
  /** What is found out after the end. */
  addVerdicts(verdicts: readonly Verdict[]): void;
}

/** The steps of a finished run, everything known to be secret taken out. */
export interface FinishedSteps {
  readonly steps: Step[];
  readonly exchanges: (SealedValues | null)[];
  readonly strayHits: RunView['strayHits'];
  readonly straySealed: SealedValues[];
  /** The authorization request, where there was one. */
  readonly authorization: SentAuthorization | null;
  /** What the redirect carried that no request brought, where there was one. */
  readonly pasted: NameValues | null;
}

/** The steps of a run as they happen. Nothing leaves it unmasked. */
export interface StepLog {
  /** Every secret known so far. */
  readonly secrets: readonly KnownSecret[];
  /** From now on this value is masked wherever it shows up; at the end also in what happened before. */
  learn(kind: SealKind, value: string): void;
  begin(name: StepName, label: string): OpenStep;
  /** The authorization request that is being made, should it be diagnosed or its redirect be replayed. */
  asks(authorization: SentAuthorization): void;
  /** A request that reached the redirect listener and was not this run's redirect. */
  stray(exchange: RawExchange, reason: string): void;
  /** Everything so far as it was, nothing masked: for the diagnosis, inside the host. */
  recorded(): Pick<DiagnosisFacts, 'steps' | 'strays' | 'authorization'> & { readonly changes: readonly ChangesByHand[] };
  /** Whether a check failed so far. */
  hasFailedCheck(): boolean;
  /** Ends what is still open as failed, and masks everything again with all that was learned. */
  finish(): FinishedSteps;
}

interface Sealed extends SealedExchange {
  /** How many secrets were known when it was made. */
  readonly known: number;
}

interface Masked {
  readonly of: readonly Verdict[];
  readonly verdicts: readonly Verdict[];
  readonly known: number;
}

interface StepState extends Omit<Step, 'exchange' | 'verdicts' | 'way' | 'pasted'> {
  raw: RawExchange | null;
  way: RedirectWay | null;
  pasted: NameValues | null;
  verdicts: readonly Verdict[];
  sealed: Sealed | null;
  masked: Masked | null;
}

/**
 * Keeps the steps of a run and tells of each change.
 *
 * @param known the secrets of the profile
 */
export function createStepLog(clock: Clock, known: readonly KnownSecret[], stepped: (step: Step) => void): StepLog {
  const secrets = [...known];
  const states: StepState[] = [];
  let failedCheck = false;
  const made: ChangesByHand[] = [];
  let sentAuthorization: SentAuthorization | null = null;
  const strays: { exchange: RawExchange; reason: string }[] = [];

  const learn = (kind: SealKind, value: string) => {
    if (value !== '' && !secrets.some((secret) => secret.value === value)) secrets.push({ kind, value });
  };
  const seal = (state: StepState): Sealed | null => {
    if (state.raw === null) return null;
    if (state.sealed === null || state.sealed.known !== secrets.length) {
      state.sealed = { ...sealExchange(state.raw, secrets), known: secrets.length };
    }
    return state.sealed;
  };
  const mask = (state: StepState): readonly Verdict[] => {
    const { verdicts } = state;
    const before = state.masked?.known === secrets.length ? state.masked : null;
    if (before?.of === verdicts) return before.verdicts;
    // Verdicts are only ever added: those that were masked with the same secrets stay as they are.
    const added = before?.of.every((verdict, at) => verdict === verdicts[at]) ? before : null;
    const fresh = maskVerdicts(added === null ? verdicts : verdicts.slice(added.of.length), secrets);
    state.masked = { of: verdicts, verdicts: added === null ? fresh : [...added.verdicts, ...fresh], known: secrets.length };
    return state.masked.verdicts;
  };
  const view = (state: StepState): Step => {
    const { index, name, status, startedAt, endedAt, waiting, label, way } = state;
    const told = { index, name, status, startedAt, endedAt, waiting, label, exchange: seal(state)?.template ?? null };
    return { ...told, ...(way !== null && { way }), ...(state.pasted !== null && { pasted: true }), verdicts: [...mask(state)] };
  };
  const tell = (state: StepState) => stepped(view(state));
  const lookAt = (verdicts: readonly Verdict[]) => {
    failedCheck ||= verdicts.some(({ status }) => status === 'fail');
  };

  const open = (state: StepState): OpenStep => ({
    index: state.index,
    wait(until, on = { for: 'browser' }) {
      state.status = 'waiting';
      state.waiting = { ...on, until };
      tell(state);
    },
    label(text) {
      if (state.endedAt !== null) return;
      state.label = text;
      tell(state);
    },
    end(status, { name = state.name, label = state.label, exchange = null, verdicts = [], changes, way = null, pasted = null } = {}) {
      Object.assign(state, { name, status, label, verdicts, waiting: null, endedAt: clock.now(), raw: exchange, way, pasted });
      lookAt(verdicts);
      if (changes !== undefined) made.push(changes);
      if (exchange !== null) for (const { kind, value } of credentialsIn(exchange)) learn(kind, value);
      tell(state);
    },
    addVerdicts(verdicts) {
      if (verdicts.length === 0) return;
      state.verdicts = [...state.verdicts, ...verdicts];
      lookAt(verdicts);
      tell(state);
    },
  });

  return {
    secrets,
    learn,
    begin(name, label) {
      const state: StepState = {
        index: states.length,
        name,
        status: 'running',
        startedAt: clock.now(),
        endedAt: null,
        waiting: null,
        label,
        raw: null,
        way: null,
        pasted: null,
        verdicts: [],
        sealed: null,
        masked: null,
      };
      states.push(state);
      tell(state);
      return open(state);
    },
    asks(authorization) {
      sentAuthorization = authorization;
    },
    stray: (exchange, reason) => void strays.push({ exchange, reason }),
    recorded: () => ({
      steps: states.map(({ raw, way: _way, pasted: _pasted, ...state }) => ({ ...state, exchange: raw })),
      strays,
      authorization: sentAuthorization,
      changes: made,
    }),
    hasFailedCheck: () => failedCheck,
    finish() {
      for (const state of states) if (state.endedAt === null) open(state).end('failed');
      const sealedStrays = strays.map(({ exchange, reason }) => ({ ...sealExchange(exchange, secrets), reason }));
      return {
        steps: states.map(view),
        exchanges: states.map((state) => seal(state)?.sealed ?? null),
        strayHits: sealedStrays.map(({ reason, template }) => ({ reason, exchange: template })),
        straySealed: sealedStrays.map(({ sealed }) => sealed),
        authorization: sentAuthorization,
        pasted: states.findLast(({ pasted }) => pasted !== null)?.pasted ?? null,
      };
    },
  };
}
