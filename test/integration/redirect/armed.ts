import { connect } from 'node:net';
import type { ArmRedirect, LandingWords, RawExchange, RedirectHit } from '../../../shared/ports.ts';

/** What a run saw of its redirect. */
export interface Watched {
  readonly options: ArmRedirect;
  readonly judged: RedirectHit[];
  readonly strays: { exchange: RawExchange; reason: string }[];
  readonly abort: AbortController;
}

/** Options of a run that writes down what it is told. */
export function watched(change: Partial<ArmRedirect> & { words?: LandingWords } = {}): Watched {
  const judged: RedirectHit[] = [];
  const strays: { exchange: RawExchange; reason: string }[] = [];
  const abort = new AbortController();
  const { words = { ok: true, title: 'Signed in', text: 'The code has arrived.' }, ...rest } = change;
  const options: ArmRedirect = {
    redirectUri: 'http://127.0.0.1:0/callback',
    responseMode: 'query',
    state: 'state-1',
    signal: abort.signal,
    judge(hit) {
      judged.push(hit);
      return words;
    },
    stray: (exchange, reason) => void strays.push({ exchange, reason }),
    ...rest,
  };
  return { options, judged, strays, abort };
}

/** One answer, read from the socket without an HTTP library in between. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly text: string;
}

/** Writes bytes to the listener and reads until it closes the connection. */
export function rawRequest(uri: string, bytes: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(uri);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname.replace(/[[\]]/g, ''), port: Number(port) }, () => socket.write(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error) => (chunks.length > 0 ? undefined : reject(error)));
    socket.on('close', () => resolve(parse(Buffer.concat(chunks).toString())));
  });
}

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end < 0 ? undefined : end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(statusLine.split(' ')[1]), headers, body: end < 0 ? '' : text.slice(end + 4), text };
}

/** A GET or POST as a browser would write it, with the Host of the URI unless told otherwise. */
export function request(uri: string, change: { method?: string; host?: string; headers?: string[]; body?: string } = {}): string {
  const { host, pathname, search } = new URL(uri);
  const { method = 'GET', headers = [], body = '' } = change;
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${change.host ?? host}`, ...headers, ...length, '', body].join('\r\n');
}

export const formHeader = 'Content-Type: application/x-www-form-urlencoded';
