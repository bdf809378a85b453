import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface RawCall {
  method?: string;
  path: string;
  /** Undefined leaves a header out; everything else is sent as it stands. */
  headers?: Record<string, string | string[] | undefined>;
  body?: string | Buffer;
}

/** Sends exactly this, as no browser would let a page do. */
export function send(port: number, { method = 'GET', path, headers = {}, body }: RawCall): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string | string[]>;
  const outgoing = httpRequest(
    { host: '127.0.0.1', port, method, path, headers: given, setHost: !('Host' in headers), agent: false },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
      response.on('error', reject);
    },
  );
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}

/** The headers a browser sends for our own page at this port. */
export function ownPage(port: number): Record<string, string> {
  return {
    Host: `127.0.0.1:${port}`,
    Origin: `http://127.0.0.1:${port}`,
    'Sec-Fetch-Site': 'same-origin',
    'Content-Type': 'application/json',
  };
}

/** Opens the event stream; resolves once it stands. `ended` gives all lines. */
export function openStream(port: number, headers: Record<string, string>): Promise<{ ended: Promise<string[]> }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ ended: Promise<string[]> }>();
  const outgoing = httpRequest({ host: '127.0.0.1', port, path: '/events', headers, agent: false }, (response) => {
    const whole = Promise.withResolvers<string[]>();
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
      resolve({ ended: whole.promise });
    });
    response.on('end', () => whole.resolve(text.split('\n').filter(Boolean)));
  });
  outgoing.on('error', reject);
  outgoing.end();
  return promise;
}
