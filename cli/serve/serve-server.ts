import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { openRendererFiles } from '../../node/renderer-files.ts';
import type { Handlers, Reply } from '../../shared/contract/contract.ts';
import { dispatch } from '../../shared/contract/dispatch.ts';
import { AppError, asAppError } from '../../shared/errors.ts';
import { bearerOf, requireNoForeignEmbedding, requireOwnPage } from './check-request.ts';
import type { EventStreams } from './event-streams.ts';
import type { OwnOrigin } from './own-origin.ts';
import { readCall } from './read-call.ts';
import type { Session, Sessions } from './sessions.ts';

export interface ServeParts {
  readonly handlers: Handlers;
  readonly files: ReturnType<typeof openRendererFiles>;
  readonly sessions: Sessions;
  readonly events: EventStreams;
  readonly ownOrigin: OwnOrigin;
  /** Told of errors that are our own fault; the page gets no internals. */
  report(method: string, error: AppError): void;
}

/** One way in: the method it takes, and what it does. */
interface Route {
  readonly method: 'GET' | 'POST';
  answer(parts: ServeParts, request: IncomingMessage, response: ServerResponse): Promise<void> | void;
}

const routes: Readonly<Record<string, Route>> = {
  '/session': { method: 'POST', answer: trade },
  '/rpc': { method: 'POST', answer: call },
  '/events': { method: 'GET', answer: listen },
};

/** The workbench over HTTP: the screen's files, and the contract for the page that traded its launch token. */
export function createServeServer(parts: ServeParts): Server {
  return createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    // The page went away before its answer was whole: nobody is left to tell.
    response.on('error', () => {});
    void answer(parts, request, response).catch((thrown: unknown) => refuse(request, response, asAppError(thrown)));
  });
}

async function answer(parts: ServeParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) return sendFile(parts, path, request, response);
  requireOwnPage(request);
  if (request.method !== route.method) throw new WrongMethod(`${path} takes ${route.method} only.`);
  await route.answer(parts, request, response);
}

function trade(parts: ServeParts, request: IncomingMessage, response: ServerResponse): void {
  const bearer = parts.sessions.trade(bearerOf(request));
  if (bearer === null) throw new AppError('CONTRACT_FORBIDDEN', { message: 'The launch token is not valid, or was used before.' });
  sendReply(response, 200, { ok: true, value: { bearer } });
}

async function call(parts: ServeParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  sessionOf(parts, request);
  const { method, input } = await readCall(request);
  sendReply(response, 200, await dispatch(parts.handlers, method, input, parts.report));
}

function listen(parts: ServeParts, request: IncomingMessage, response: ServerResponse): void {
  parts.events.open(response, sessionOf(parts, request).signal);
}

function sessionOf(parts: ServeParts, request: IncomingMessage): Session {
  const session = parts.sessions.find(bearerOf(request));
  if (session === null) throw new AppError('CONTRACT_FORBIDDEN', { message: 'The bearer token is not valid.' });
  return session;
}

function sendFile(parts: ServeParts, path: string, request: IncomingMessage, response: ServerResponse): void {
  const file = parts.files(path, randomBytes(16).toString('base64'));
  // A redirect comes from another site by its nature; who may send one is for the listener to say.
  if (file.status === 404 && parts.ownOrigin.take(request, response)) return;
  requireNoForeignEmbedding(request);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new WrongMethod('There is nothing to be sent to that path.');
  }
  response.writeHead(file.status, { ...file.headers, 'Content-Length': file.body.length });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

/** The path is there, the HTTP method is not one it takes. */
class WrongMethod extends AppError {
  constructor(message: string) {
    super('CONTRACT_INVALID_INPUT', { message });
  }
}

function statusFor(error: AppError): number {
  if (error instanceof WrongMethod) return 405;
  switch (error.code) {
    case 'CONTRACT_FORBIDDEN':
      return 403;
    case 'INPUT_TOO_LARGE':
      return 413;
    case 'CONTRACT_INVALID_INPUT':
      return 400;
    default:
      return 500;
  }
}

/** Says no, with the reason as data. What is left of the request is not read. */
function refuse(request: IncomingMessage, response: ServerResponse, error: AppError): void {
  if (response.headersSent) return void response.destroy();
  if (!request.complete) response.setHeader('Connection', 'close');
  sendReply(response, statusFor(error), { ok: false, error: error.toData() });
}

function sendReply(response: ServerResponse, status: number, reply: Reply<unknown>): void {
  const body = Buffer.from(JSON.stringify(reply));
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
