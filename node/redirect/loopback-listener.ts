import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock, LandingWords, RedirectHit } from '../../shared/ports.ts';
import { bindLoopback } from './bind-loopback.ts';
import type { Expectation } from './expectation.ts';
import type { LoopbackCertificate } from './loopback-certificate.ts';
import { type Answer, fragmentPage, landingPage, plainPage, redirectTo, strayPage, textAnswer } from './pages.ts';
import { headerValues, hitExchange, type RecordedRequest, recordRequest } from './record-hit.ts';
import { isLoopbackHost, type LoopbackAddress } from './redirect-target.ts';
import { type Route, routeRequest } from './route-request.ts';
import { type ClosableServer, createSecureServer } from './secure-server.ts';

const limits = {
  /** Redirects with several tokens in the query exist; a megabyte of headers does not. */
  maxHeaderSize: 256 * 1024,
  /** A browser on this machine sends a request at once. Milliseconds. */
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
};
/** How long the landing page waits for the browser to follow the 303, after the run is done with the listener. */
const landingMs = 2_000;
/** Stray requests told to one run; a page that floods the port must not fill its record. */
const maxStrays = 100;

/** One port of the loopback interface, shared by all runs that expect a redirect there. */
export interface LoopbackListener {
  readonly port: number;
  /** What it serves over HTTPS; null where it speaks plain HTTP. */
  readonly certificate: LoopbackCertificate | null;
  readonly expectations: readonly Expectation[];
  /** Binds what is not bound yet. @throws NodeJS.ErrnoException */
  bind(addresses: readonly LoopbackAddress[]): Promise<void>;
  expect(expectation: Expectation): void;
  /** @param hasty Do not wait for the browser to fetch its landing page. */
  forget(expectation: Expectation, hasty: boolean): void;
  /** Resolves when nothing listens any more. */
  readonly closed: Promise<void>;
}

/**
 * A server that runs on the port anyway, and lets us have the requests it has no answer for: so the
 * browser host's own origin can take redirects too.
 */
export interface OwnServer {
  readonly port: number;
  /** @returns ends it. */
  attach(answer: RequestListener): () => void;
}

/** What a listener needs from its owner. */
export interface ListenerHost {
  readonly clock: Clock;
  /** Serves HTTPS under it; null for plain HTTP. */
  readonly certificate: LoopbackCertificate | null;
  /** Where the port is one we serve already: nothing is bound then. */
  readonly ownServer: OwnServer | null;
  /** Called at once when it closes, so that nobody joins a closed listener. */
  onClosed(listener: LoopbackListener): void;
}

/**
 * Opens a port. It closes by itself when the last expectation is forgotten and the browser has its page.
 *
 * @param wanted 0 for any free port.
 * @throws NodeJS.ErrnoException as `listen` reports it
 */
export async function openLoopbackListener(
  wanted: number,
  addresses: readonly LoopbackAddress[],
  { clock, certificate, ownServer, onClosed }: ListenerHost,
): Promise<LoopbackListener> {
  const [scheme, way] = certificate === null ? (['http', 'loopback'] as const) : (['https', 'https_loopback'] as const);
  const servers = new Map<LoopbackAddress, ClosableServer>();
  const expectations: Expectation[] = [];
  const strays = new WeakMap<Expectation, number>();
  const pages = new Map<string, { answer: Answer; owner: Expectation; timer: NodeJS.Timeout }>();
  let resolveClosed = () => {};
  const closed = new Promise<void>((resolve) => {
    resolveClosed = resolve;
  });

  const makeServer = (): ClosableServer => {
    const answer: RequestListener = (message, response) => void serve(message, response);
    if (certificate === null) return createServer(limits, answer).on('clientError', refuseUnreadable);
    return createSecureServer(certificate, limits, {
      answer,
      plain: (message, response) => void refusePlain(message, response),
      distrusted() {
        for (const expectation of expectations) expectation.distrusted();
      },
      unreadable: refuseUnreadable,
    });
  };
  const port = ownServer?.port ?? (await bindLoopback(servers, addresses, wanted, makeServer));

  let listening = true;
  const closeWhenIdle = () => {
    // A late event must not report a second time: the port may have a new listener by then.
    if (!listening || expectations.length > 0 || pages.size > 0) return;
    listening = false;
    for (const server of servers.values()) {
      server.close();
      server.closeAllConnections();
    }
    servers.clear();
    detach?.();
    onClosed(listener);
    resolveClosed();
  };

  const dropPage = (path: string) => {
    clearTimeout(pages.get(path)?.timer);
    pages.delete(path);
    closeWhenIdle();
  };

  const serve = async (message: IncomingMessage, response: ServerResponse) => {
    // The client may be gone before its request or our answer is whole: nobody is left to tell.
    response.on('error', () => {});
    const request = await recordRequest(message, clock).catch(() => null);
    if (request === null) return response.destroy();
    const header = (name: string) => headerValues(request.headers, name);
    const page = request.method === 'GET' && isLoopbackHost(header('host').join(), port, scheme) ? pages.get(request.target) : undefined;
    if (page !== undefined) {
      response.once('close', () => dropPage(request.target));
      return writeAnswer(response, page.answer);
    }
    const route = routeRequest({ ...request, header }, { scheme, port }, expectations);
    switch (route.kind) {
      case 'hit':
        return writeAnswer(response, receive(request, route));
      case 'fragment':
        return writeAnswer(response, fragmentPage());
      case 'stray': {
        const answer = strayPage(route.status, route.reason);
        for (const expectation of route.concerns) tellStray(expectation, request, answer, route.reason);
        return writeAnswer(response, answer);
      }
    }
  };

  const receive = (request: RecordedRequest, { expectation, via, parameters }: Route & { kind: 'hit' }): Answer => {
    expectation.settled = true;
    const path = `/done/${randomBytes(16).toString('base64url')}`;
    const answer = via === 'fragment' ? textAnswer(path) : redirectTo(path);
    const hit: RedirectHit = { parameters, via, way, exchange: hitExchange(request, answer, authorityOf(request, port, scheme), scheme) };
    const timer = setTimeout(() => dropPage(path), landingMs);
    pages.set(path, { answer: landingPage(judged(expectation, hit)), owner: expectation, timer });
    expectation.deliver(hit);
    return answer;
  };

  /** To the TLS port. Nothing of it is taken: who sends a code in clear meant another address. */
  const refusePlain = async (message: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {});
    const request = await recordRequest(message, clock).catch(() => null);
    if (request === null) return response.destroy();
    const answer = plainPage(port);
    for (const expectation of expectations) tellStray(expectation, request, answer, 'Plain HTTP came to the HTTPS port.', 'http');
    writeAnswer(response, answer);
  };

  const tellStray = (expectation: Expectation, request: RecordedRequest, answer: Answer, reason: string, by: 'http' | 'https' = scheme) => {
    const told = (strays.get(expectation) ?? 0) + 1;
    strays.set(expectation, told);
    if (told > maxStrays) return;
    try {
      expectation.stray(hitExchange(request, answer, authorityOf(request, port, scheme), by), reason, way);
    } catch {
      // The run could not take note; whoever sent the request gets the answer all the same.
    }
  };

  const detach = ownServer?.attach((message, response) => void serve(message, response));
  const listener: LoopbackListener = {
    port,
    certificate,
    expectations,
    closed,
    async bind(more) {
      if (ownServer === null) await bindLoopback(servers, more, port, makeServer);
    },
    expect(expectation) {
      expectations.push(expectation);
    },
    forget(expectation, hasty) {
      const place = expectations.indexOf(expectation);
      if (place >= 0) expectations.splice(place, 1);
      if (hasty) for (const [path, page] of [...pages]) if (page.owner === expectation) dropPage(path);
      closeWhenIdle();
    },
  };
  return listener;
}

/** A fault in the judgement must not leave the browser without a page, nor the run without its redirect. */
function judged(expectation: Expectation, hit: RedirectHit): LandingWords {
  try {
    return expectation.judge(hit);
  } catch {
    return { ok: false, title: 'The redirect arrived', text: 'Grantbench shows what became of it.' };
  }
}

function authorityOf(request: RecordedRequest, port: number, scheme: 'http' | 'https'): string {
  const [host] = headerValues(request.headers, 'host');
  return host !== undefined && isLoopbackHost(host, port, scheme) ? host : `127.0.0.1:${port}`;
}

/** Sends a complete answer. */
export function writeAnswer(response: ServerResponse, answer: Answer): void {
  response.sendDate = false;
  response.writeHead(answer.status, answer.headers.flat());
  response.end(answer.body);
}

/** Bytes that are no HTTP request, or too many, or too slow. There is nothing in them to show a run. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
