import { AppError } from '../errors.ts';
import { sensitiveKind } from '../exchange/sensitive-names.ts';
import { showMessage } from '../exchange/show-message.ts';
import type { ResolvedEdits } from '../model/resolved-profile.ts';
import type { MessageChanges, StopPoint } from '../model/stop.ts';
import { type ChangeableMessage, changeWords, editsOf } from '../protocol/changed-message.ts';
import { changedSecurity } from '../protocol/changed-parameters.ts';
import type { BeforeSend } from '../protocol/recording-fetch.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { noEdits } from './resolve-edits.ts';
import type { RunContext } from './run-context.ts';
import type { OpenStep, StepEnd, StepLog } from './run-steps.ts';

/** A run that stands still at a break point until the user goes on. */
export interface StoppedRun {
  /** Nothing masked: for showing a hidden value that the user asks for. */
  readonly message: ChangeableMessage;
  /** @throws AppError `INPUT_INVALID` for changes that do not fit the message; the run stands still as before */
  goOn(changes: MessageChanges): void;
}

/** What stands at each break point, in the words of a step and in those of the security rule. */
const points: Record<StopPoint, { readonly label: string; readonly security: 'authorization' | 'callback' | 'token' }> = {
  authorization_request: { label: 'before the authorization request', security: 'authorization' },
  callback: { label: 'before accepting the callback', security: 'callback' },
  token_request: { label: 'before the token request', security: 'token' },
};

/** Whether a run stands still there. */
export function stopsAt({ request, observer }: Pick<RunContext, 'request' | 'observer'>, at: StopPoint): boolean {
  return observer.stopped !== undefined && request.stops?.includes(at) === true;
}

/**
 * Stands still before a message goes on, where the user asked for that, for as long as the user likes: no time
 * limit of the run counts meanwhile.
 *
 * @returns what is to be changed in the message
 * @throws AppError `CANCELLED`
 */
export async function stopBefore(run: RunContext, at: StopPoint, message: ChangeableMessage): Promise<ResolvedEdits> {
  if (!stopsAt(run, at)) return noEdits;
  const { request, log, observer } = run;
  const { label, security } = points[at];
  const step = log.begin('stop', label);
  step.wait(null, { for: 'you', stop: { at, message: showMessage(message, log.secrets) } });
  const { promise, resolve, reject } = Promise.withResolvers<ResolvedEdits>();
  const cancel = () => reject(new AppError('CANCELLED'));
  if (request.signal.aborted) cancel();
  request.signal.addEventListener('abort', cancel, { once: true });
  observer.stopped?.({ message, goOn: (changes) => resolve(editsOf(message, changes)) });
  const edits = await promise.finally(() => request.signal.removeEventListener('abort', cancel));
  learnChanges(log, message, edits);
  const changed = changedSecurity(edits, security);
  const words = changeWords(edits);
  step.end('done', {
    label: words === '' ? label : `${label}: ${words}`,
    verdicts: changed === null ? [] : judgeAll(rules.edits, changed),
    changes: { of: security, edits },
  });
  return edits;
}

/**
 * A look at the requests to one endpoint before they are sent: stops at the first, and makes the same changes
 * to those that repeat it (a poll, one more with a nonce). Undefined where the run does not stop there.
 */
export function stopOnce(run: RunContext, at: StopPoint | undefined): BeforeSend | undefined {
  if (at === undefined || !stopsAt(run, at)) return undefined;
  let edits: Promise<ResolvedEdits> | null = null;
  return (message) => {
    edits ??= stopBefore(run, at, message);
    return edits;
  };
}

/** What takes the place of a secret is one. */
export function learnChanges(
  log: StepLog,
  { parameters, headers }: Pick<ChangeableMessage, 'parameters' | 'headers'>,
  edits: ResolvedEdits,
): void {
  const hidden = (value: string) => log.secrets.some((secret) => secret.value === value);
  for (const { name, value } of [...edits.parameters, ...edits.headers]) {
    const replaced = [...parameters, ...headers].filter(([other]) => other === name);
    const kind = sensitiveKind(name) ?? (replaced.some(([, before]) => hidden(before)) ? 'secret' : null);
    if (kind === null) continue;
    log.learn(kind, value);
    // A server may echo credentials without their scheme.
    if (kind === 'authorization') log.learn(kind, value.replace(/^\S+\s+/, ''));
  }
}

/** A step that begins when its request goes out, and not while the user looks at it. */
export interface StepAfterStop {
  /** To be asked of the request. */
  readonly beforeSend: BeforeSend | undefined;
  begun(): OpenStep;
  /** The request came to nothing. One the user cancelled at the break point never began. */
  fail(end: StepEnd): void;
}

/** Begins a step behind a break point; where there is none, at once. */
export function beginAfterStop(stop: BeforeSend | undefined, begin: () => OpenStep): StepAfterStop {
  let step = stop === undefined ? begin() : null;
  let left = false;
  const begun = () => {
    step ??= begin();
    return step;
  };
  return {
    begun,
    beforeSend:
      stop &&
      (async (message) => {
        left = true;
        const edits = await stop(message);
        left = false;
        begun();
        return edits;
      }),
    fail(end) {
      if (!left) begun().end('failed', end);
    },
  };
}
