import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { CapturedHit, Clock } from '../../shared/ports.ts';
import { bindLoopback } from './bind-loopback.ts';
import type { LoopbackCertificate } from './loopback-certificate.ts';
import { refuseUnreadable, writeAnswer } from './loopback-listener.ts';
import { type Answer, capturedPage, capturePage, plainPage, strayPage, textAnswer } from './pages.ts';
import { portProblem } from './port-problem.ts';
import { headerValues, hitExchange, type RecordedRequest, recordRequest } from './record-hit.ts';
import { isLoopbackHost, type LoopbackAddress } from './redirect-target.ts';
import { type ClosableServer, createSecureServer } from './secure-server.ts';

/** What to catch, and who is told. */
export interface CaptureWish {
  /** 0 for any free port. */
  readonly port: number;
  /** The one path to record, as it stands in the request; null for all. */
  readonly path: string | null;
  /** Serves HTTPS under this certificate. */
  readonly certificate: LoopbackCertificate | null;
  readonly clock: Clock;
  captured(hit: CapturedHit): void;
  /** A request that is not recorded, and why. */
  stray(reason: string): void;
}

/** A port that records what arrives. */
export interface CaptureListener {
  readonly port: number;
  readonly addresses: readonly LoopbackAddress[];
  /** Stops listening. What waits for its fragment is told without one. */
  close(): Promise<void>;
}

const options = { maxHeaderSize: 256 * 1024, headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };
/** A page posts its fragment at once, or scripts are off. Milliseconds. */
const fragmentMs = 2_000;
/** Pages that may owe us a fragment at one time; beyond that a hit is told without. */
const maxPending = 1_000;
const fragmentPath = '/.grantbench/fragment/';

/**
 * Records every request that reaches a port of the loopback interface, both address families: for
 * testers who drive another application. Requests under a name that is not this machine's are refused,
 * so that no page on the internet can write into the list by DNS rebinding.
 *
 * @throws AppError `REDIRECT_PORT_IN_USE`
 */
export async function openCaptureListener(wish: CaptureWish): Promise<CaptureListener> {
  const scheme = wish.certificate === null ? 'http' : 'https';
  const servers = new Map<LoopbackAddress, ClosableServer>();
  const pending = new Map<string, { tell(fragment: string | null): void; timer: NodeJS.Timeout }>();
  let port = wish.port;

  const settle = (id: string, fragment: string | null): boolean => {
    const waiting = pending.get(id);
    if (waiting === undefined) return false;
    clearTimeout(waiting.timer);
    pending.delete(id);
    waiting.tell(fragment);
    return true;
  };

  const answer = (request: RecordedRequest): Answer => {
    const refusal = refuse(request, wish.path, port, scheme);
    if (refusal !== null) {
      wish.stray(refusal.reason);
      return strayPage(refusal.status, refusal.reason);
    }
    const authority = headerValues(request.headers, 'host')[0] ?? '';
    if (request.target.startsWith(fragmentPath)) {
      const own = headerValues(request.headers, 'origin').join() === `${scheme}://${authority}`;
      const taken = own && request.method === 'POST' && settle(request.target.slice(fragmentPath.length), request.body.toString());
      return taken ? textAnswer('') : strayPage(404, 'No page of ours waits there.');
    }
    // Only a page that a browser navigates to has a fragment, and only the page can tell it.
    const isPage = request.method === 'GET' && headerValues(request.headers, 'sec-fetch-mode').join() === 'navigate';
    if (!isPage || pending.size >= maxPending) {
      const page = capturedPage();
      wish.captured({ exchange: hitExchange(request, page, authority, scheme), fragment: null });
      return page;
    }
    const id = randomBytes(16).toString('base64url');
    const page = capturePage(`${fragmentPath}${id}`);
    const exchange = hitExchange(request, page, authority, scheme);
    const timer = setTimeout(() => settle(id, null), fragmentMs);
    pending.set(id, { timer, tell: (fragment) => wish.captured({ exchange, fragment }) });
    return page;
  };

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('error', () => {});
    // The client may go away before its request is whole: nothing arrived then.
    const request = await recordRequest(message, wish.clock).catch(() => null);
    if (request === null) response.destroy();
    else writeAnswer(response, answer(request));
  };
  const refusePlain: RequestListener = (message, response) => {
    wish.stray('Plain HTTP came to the HTTPS port.');
    response.on('error', () => {});
    message.on('error', () => {}).resume();
    writeAnswer(response, plainPage(port));
  };
  const makeServer = (): ClosableServer => {
    const answerAll: RequestListener = (message, response) => void serve(message, response);
    if (wish.certificate === null) return createServer(options, answerAll).on('clientError', refuseUnreadable);
    return createSecureServer(wish.certificate, options, {
      answer: answerAll,
      plain: refusePlain,
      distrusted: () => wish.stray('A browser refused the certificate.'),
      unreadable: refuseUnreadable,
    });
  };

  try {
    port = await bindLoopback(servers, ['127.0.0.1', '::1'], wish.port, makeServer);
  } catch (cause) {
    throw await portProblem(wish.port, cause);
  }
  return {
    port,
    addresses: [...servers.keys()],
    async close() {
      for (const id of [...pending.keys()]) settle(id, null);
      const closed = [...servers.values()].map((server) => {
        const done = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeIdleConnections();
        // Whoever dawdles gets a moment for the answer that is under way, and no more.
        const impatient = setTimeout(() => server.closeAllConnections(), 500);
        return done.finally(() => clearTimeout(impatient));
      });
      await Promise.all(closed);
    },
  };
}

/** Why a request is not recorded; null for one that is. Paths are compared as sent, so that nothing can be smuggled. */
function refuse(
  request: RecordedRequest,
  path: string | null,
  port: number,
  scheme: 'http' | 'https',
): { status: number; reason: string } | null {
  const hosts = headerValues(request.headers, 'host');
  if (hosts.length !== 1 || !isLoopbackHost(hosts[0] ?? '', port, scheme)) {
    return { status: 421, reason: 'The Host header does not name this listener.' };
  }
  if (request.tooLarge) return { status: 413, reason: 'The body is larger than any redirect.' };
  if (request.target.startsWith(fragmentPath)) return null;
  if (path !== null && request.target.split('?', 1)[0] !== path) return { status: 404, reason: 'Nothing is recorded at this path.' };
  // A browser asks for an icon of every page it shows; that is nobody's redirect.
  if (headerValues(request.headers, 'sec-fetch-dest').join() === 'image') return { status: 404, reason: 'Images are not recorded.' };
  return null;
}
