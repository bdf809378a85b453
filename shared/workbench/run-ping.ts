import { isThisMachine } from '../model/loopback.ts';
import type { ArmedNotification } from '../ports.ts';
import { editParameters, onlyValue } from '../protocol/apply-edits.ts';
import { randomValue } from '../protocol/random-value.ts';
import type { ServerFacts } from '../protocol/server-facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import type { RunContext } from './run-context.ts';
import type { AwaitedPing } from './run-opening-answer.ts';

/** A listener for a ping, opened before the server is asked: the ping may be faster than the answer. */
export interface ArmedPing {
  /** What the server is to prove itself with. */
  readonly token: string;
  /** Where it is to call. */
  readonly address: string;
  /** From the moment the request has a name. */
  awaitFor(authReqId: string): AwaitedPing;
  close(): Promise<void>;
}

/**
 * Listens for the server to tell that the user has answered, where the profile asks for that; else null.
 *
 * @param endpoint that is asked; a server on another machine cannot reach a loopback address
 * @throws AppError `INPUT_URL`, `REDIRECT_PORT_IN_USE`
 * @see https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#ping_callback
 */
export async function armPing(run: RunContext, server: ServerFacts, endpoint: URL): Promise<ArmedPing | null> {
  const { ports, request, log } = run;
  const { ciba } = request.profile.request;
  if (ciba.mode !== 'ping') return null;
  const name = 'client_notification_token';
  const standard = randomValue(ports.random);
  // What the user makes of the token counts, also for the listener.
  const token = onlyValue(editParameters([[name, standard]], request.profile.edits.authorization), name) ?? standard;
  log.learn('token', token);
  const armed = await ports.notifications.arm({
    address: ciba.notificationAddress,
    token,
    signal: request.signal,
    stray: (exchange, reason) => log.stray(exchange, reason),
  });
  return {
    token: standard,
    address: armed.address,
    awaitFor: (authReqId) => awaitedPing(run, server, endpoint, armed, authReqId),
    close: () => armed.close(),
  };
}

function awaitedPing(
  { log }: RunContext,
  { metadata }: ServerFacts,
  endpoint: URL,
  armed: ArmedNotification,
  authReqId: string,
): AwaitedPing {
  let arrived = false;
  const modes = metadata?.backchannel_token_delivery_modes_supported;
  return {
    arrived: armed.received(authReqId).then((exchange) => {
      arrived = true;
      log.begin('ping', 'ping: auth_req_id').end('done', { exchange });
    }),
    judge: () =>
      judgeAll(rules.ping, {
        arrived,
        address: armed.address,
        reachable: isThisMachine(endpoint),
        offered: Array.isArray(modes) ? modes.includes('ping') : null,
      }),
    close: () => armed.close(),
  };
}
