import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '../../shared/errors.ts';
import { loopbackScheme } from '../../shared/model/redirect-place.ts';
import type { ArmedNotification, ArmNotification, Clock, NotificationPort, RawExchange } from '../../shared/ports.ts';
import { inTurn } from '../in-turn.ts';
import { bindLoopback } from './bind-loopback.ts';
import { writeAnswer } from './loopback-listener.ts';
import { notificationAnswer } from './pages.ts';
import { portProblem } from './port-problem.ts';
import { headerValues, hitExchange, type RecordedRequest, recordRequest } from './record-hit.ts';
import { type LoopbackAddress, redirectTarget, withPort } from './redirect-target.ts';

/** Stray requests told to one run: a server that repeats itself must not fill its record. */
const maxStrays = 100;

/** One run that waits for its ping. */
interface Expectation {
  readonly path: string;
  readonly token: Buffer;
  /** Null until the server has given it: a ping may come before its answer does. */
  authReqId: Buffer | null;
  readonly early: { readonly authReqId: Buffer; readonly exchange: RawExchange }[];
  arrived: boolean;
  strays: number;
  deliver(exchange: RawExchange): void;
  stray(exchange: RawExchange, reason: string): void;
}

interface Listener {
  readonly port: number;
  readonly servers: Map<LoopbackAddress, Server>;
  readonly expectations: Set<Expectation>;
}

/** What becomes of a request. */
type Judged =
  | { readonly status: number; readonly reason: string; readonly concerns: readonly Expectation[] }
  | { readonly hit: Expectation };

/**
 * Receives the pings of backchannel authentication on the loopback interface. Runs on one port are told
 * apart by their tokens. The `Host` of a request is not looked at: a tunnel may have brought it here, and
 * the token, which only the server has, vouches for it.
 *
 * @see https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#ping_callback
 */
export function createNotificationPort(clock: Clock): NotificationPort {
  const listeners = new Map<number, Listener>();
  const disarmers = new Set<() => Promise<void>>();
  const serve = async (listener: Listener, message: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('error', () => {});
    const request = await recordRequest(message, clock).catch(() => null);
    if (request === null) {
      response.destroy();
      return;
    }
    writeAnswer(response, answer(listener, request));
  };

  const answer = (listener: Listener, request: RecordedRequest) => {
    const judged = judge(request, [...listener.expectations]);
    const page = notificationAnswer('hit' in judged ? 204 : judged.status, 'hit' in judged ? '' : judged.reason);
    const authority = headerValues(request.headers, 'host')[0] ?? `127.0.0.1:${listener.port}`;
    const exchange = hitExchange(request, page, authority);
    if ('hit' in judged) take(judged.hit, digest(authReqIdOf(request) ?? ''), exchange);
    else for (const expectation of judged.concerns) tellStray(expectation, exchange, judged.reason);
    return page;
  };

  const open = async (port: number, addresses: readonly LoopbackAddress[]): Promise<Listener> => {
    const servers = new Map<LoopbackAddress, Server>();
    const shared = port === 0 ? undefined : listeners.get(port);
    if (shared !== undefined) return shared;
    const makeServer = () =>
      createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, (message, response) => void serve(listener, message, response));
    const bound = await bindLoopback(servers, addresses, port, makeServer).catch(async (cause: unknown) => {
      throw await portProblem(port, cause);
    });
    const listener: Listener = { port: bound, servers, expectations: new Set() };
    listeners.set(bound, listener);
    return listener;
  };

  const leave = (listener: Listener, expectation: Expectation) => {
    listener.expectations.delete(expectation);
    if (listener.expectations.size > 0) return;
    listeners.delete(listener.port);
    for (const server of listener.servers.values()) {
      server.close();
      // The answer to the ping that ended the wait may still be on its way.
      server.closeIdleConnections();
    }
  };

  const arm = async ({ address, token, signal, stray }: ArmNotification): Promise<ArmedNotification> => {
    const { url, addresses, port } = pingTarget(address);
    const arrived = Promise.withResolvers<RawExchange>();
    const expectation: Expectation = {
      path: url.pathname,
      token: digest(token),
      authReqId: null,
      early: [],
      arrived: false,
      strays: 0,
      deliver: arrived.resolve,
      stray,
    };
    const listener = await open(port, addresses);
    listener.expectations.add(expectation);
    const close = async () => {
      signal.removeEventListener('abort', abort);
      disarmers.delete(close);
      leave(listener, expectation);
    };
    const abort = () => void close();
    disarmers.add(close);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) await close();
    return {
      address: withPort(address, listener.port),
      received(authReqId) {
        expectation.authReqId = digest(authReqId);
        for (const { authReqId: early, exchange } of expectation.early.splice(0)) take(expectation, early, exchange);
        return arrived.promise;
      },
      close,
    };
  };

  // One after the other: two runs that open the same port at once must end up with one listener.
  const arming = inTurn(arm);
  return {
    arm: arming.run,
    async close() {
      await arming.settled();
      await Promise.all([...disarmers].map((disarm) => disarm()));
    },
  };
}

/** @throws AppError `INPUT_URL` for an address nobody here can listen at */
function pingTarget(address: string): ReturnType<typeof redirectTarget> {
  const hint =
    'A ping is received at a plain http:// address of this machine, such as http://127.0.0.1:9650/ciba-ping. Register the address of a tunnel that leads there where the server is on another machine.';
  const url = URL.parse(address);
  if (url === null) throw new AppError('INPUT_URL', { message: 'The ping address is not an absolute URL.', hint });
  if (loopbackScheme(url) !== 'http')
    throw new AppError('INPUT_URL', { message: `Grantbench cannot listen at the ping address ${address}.`, hint });
  return redirectTarget(address);
}

/** Decides what a request is. */
function judge(request: RecordedRequest, expectations: readonly Expectation[]): Judged {
  const stray = (status: number, reason: string, concerns = expectations): Judged => ({ status, reason, concerns });
  const path = request.target.replace(/^http:\/\/[^/?#]*/i, '').split('?', 1)[0];
  const here = expectations.filter((expectation) => expectation.path === path);
  if (here.length === 0) return stray(404, 'No run waits for a ping at this path.');
  if (request.tooLarge) return stray(413, 'The body is larger than any ping.', here);
  if (request.method !== 'POST') return stray(405, `A ping is a POST, and this is a ${request.method}.`, here);
  const [authorization, ...more] = headerValues(request.headers, 'authorization');
  const token = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined || more.length > 0) return stray(401, 'The ping carries no Bearer token, or more than one.', here);
  const brought = digest(token);
  const expectation = here.find((one) => timingSafeEqual(one.token, brought));
  if (expectation === undefined) return stray(401, 'The ping carries another token than the one that was given for it.', here);
  const authReqId = authReqIdOf(request);
  if (authReqId === null) return stray(400, 'The ping names no auth_req_id.', [expectation]);
  if (expectation.authReqId !== null && !timingSafeEqual(expectation.authReqId, digest(authReqId)))
    return stray(400, 'The ping names another auth_req_id than the one of this run.', [expectation]);
  // The server may not have seen our answer: a repeated ping is no error of it.
  if (expectation.arrived) return stray(204, 'The ping of this run has already arrived.', [expectation]);
  return { hit: expectation };
}

function take(expectation: Expectation, authReqId: Buffer, exchange: RawExchange): void {
  if (expectation.authReqId === null) {
    if (expectation.early.length < maxStrays) expectation.early.push({ authReqId, exchange });
  } else if (timingSafeEqual(expectation.authReqId, authReqId)) {
    expectation.arrived = true;
    expectation.deliver(exchange);
  } else tellStray(expectation, exchange, 'The ping names another auth_req_id than the one of this run.');
}

function tellStray(expectation: Expectation, exchange: RawExchange, reason: string): void {
  expectation.strays += 1;
  if (expectation.strays <= maxStrays) expectation.stray(exchange, reason);
}

function authReqIdOf({ body }: RecordedRequest): string | null {
  try {
    const { auth_req_id: id } = JSON.parse(body.toString()) as { auth_req_id?: unknown };
    return typeof id === 'string' && id !== '' ? id : null;
  } catch {
    return null;
  }
}

/** Digests have one length: they can be compared in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
