import { AppError } from '../errors.ts';
import type { SpecLink } from '../model/spec-link.ts';
import type { Verdict } from '../model/verdict.ts';
import { refusal } from '../protocol/refusal.ts';
import type { OpeningFacts } from '../verdicts/facts.ts';
import { judgeAll, type Rule } from '../verdicts/rule.ts';
import type { EndpointAnswer } from './ask-endpoint.ts';
import type { RunContext } from './run-context.ts';
import { judgeResources } from './run-sent-verdicts.ts';
import type { OpenStep } from './run-steps.ts';
import { headerValues, judgeConnection } from './run-token-verdicts.ts';

type Members = Readonly<Record<string, unknown>>;

/** A ping that is waited for, beside the polls. */
export interface AwaitedPing {
  /** Resolves when it is there; never rejects. */
  readonly arrived: Promise<void>;
  /** What there is to say about it so far. */
  judge(): readonly Verdict[];
  /** Nobody waits for it any more. */
  close(): Promise<void>;
}

/** What the token endpoint is asked with until the user has answered elsewhere. */
export interface PollHandle {
  /** `device_code` or `auth_req_id`. */
  readonly handle: string;
  readonly intervalSeconds: number;
  /** Epoch milliseconds. */
  readonly until: number;
  /** The step that shows what is waited for; whoever polls ends it. */
  readonly waiting: OpenStep;
  /** Null where the server tells nothing by itself. */
  readonly ping: AwaitedPing | null;
}

/**
 * Judges an answer that starts a flow, and ends its step.
 *
 * @param needed members without which the flow cannot go on
 * @throws AppError `OAUTH_RESPONSE` for an error of the server, `OAUTH_INVALID_RESPONSE` where something needed is missing
 */
export function endOpening(
  { step, exchange, response, sent, members, problem, error }: EndpointAnswer,
  rules: readonly Rule<OpeningFacts>[],
  expectedStatus: number,
  spec: SpecLink,
  needed: readonly string[],
): Members {
  const facts: OpeningFacts = {
    status: response.status,
    expectedStatus,
    members,
    error: error?.error ?? null,
    cacheControl: headerValues(exchange, 'cache-control'),
  };
  const verdicts = [...judgeAll(rules, facts), ...judgeConnection(exchange), ...judgeResources(sent)];
  const missing = needed.filter((name) => members === null || textMember(members, name) === '');
  const good = error === null && members !== null && missing.length === 0;
  step.end(good ? 'done' : 'failed', { exchange, verdicts });
  if (error !== null) throw refusal(error, spec);
  if (members !== null && missing.length === 0) return members;
  throw new AppError('OAUTH_INVALID_RESPONSE', {
    message:
      members === null
        ? `${problem ?? 'The answer cannot be read.'} Its status is ${response.status}.`
        : `The answer has no ${missing.join(' and no ')}.`,
    spec,
  });
}

/** A member that is a text; empty where it is none. */
export function textMember(members: Members, name: string): string {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** Seconds between polls where the server does not say (RFC 8628 §3.2). */
const DEFAULT_INTERVAL = 5;

/** How to poll: with what interval, and until when at most. */
export function pollHandle(
  { ports, request }: RunContext,
  handle: string,
  members: Members,
  waiting: OpenStep,
  ping: AwaitedPing | null = null,
): PollHandle {
  const seconds = (name: string, otherwise: number) => {
    const value = Number(members[name]);
    return members[name] !== null && members[name] !== undefined && Number.isFinite(value) && value >= 0 ? value : otherwise;
  };
  const limit = request.profile.limits.browserSeconds;
  const expiresIn = Math.min(seconds('expires_in', limit), limit);
  return {
    handle,
    intervalSeconds: Math.min(seconds('interval', DEFAULT_INTERVAL), 300),
    until: ports.clock.now() + expiresIn * 1_000,
    waiting,
    ping,
  };
}
