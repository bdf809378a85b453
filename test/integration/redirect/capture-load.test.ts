import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../node/clock-random.ts';
import { type CaptureListener, openCaptureListener } from '../../../node/redirect/capture-listener.ts';

const ports = 20;
const captures = 1_000;
const listeners: CaptureListener[] = [];
const caught = new Map<number, string[]>();
const strays: string[] = [];

beforeAll(async () => {
  for (let index = 0; index < ports; index += 1) {
    const urls: string[] = [];
    const listener = await openCaptureListener({
      port: 0,
      path: '/callback',
      certificate: null,
      clock: systemClock,
      captured: ({ exchange }) => urls.push(exchange.request.url),
      stray: (reason) => strays.push(reason),
    });
    listeners.push(listener);
    caught.set(listener.port, urls);
  }
});

afterAll(() => Promise.all(listeners.map((listener) => listener.close())));

/** Sends the path as it is, unlike fetch, which would tidy it. */
function send(port: number, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}

/** Sends bytes and reads until the other side ends. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.on('error', () => {}).on('close', () => resolve(answer));
  });
}

test('1,000 captures at once over 20 ports, among hostile requests: none is lost, none gets to another port', async () => {
  // Clients that begin a request and never end it; they hold their connection through all that follows.
  const slow = [...listeners, ...listeners].map(({ port }) => connect(port, '127.0.0.1').on('error', () => {}));
  for (const [index, socket] of slow.entries()) {
    const head = `Host: 127.0.0.1:${listeners[index % ports]?.port}`;
    if (index < ports) socket.write(`GET /callback?code=slow HTTP/1.1\r\n${head}\r\nX-`);
    else socket.write(`POST /callback HTTP/1.1\r\n${head}\r\nContent-Length: 100\r\n\r\ncode=slow`);
  }

  const expected = new Map(listeners.map(({ port }) => [port, [] as string[]]));
  const good: Promise<number>[] = [];
  const hostile: Promise<unknown>[] = [];
  for (let index = 0; index < captures; index += 1) {
    const port = listeners[index % ports]?.port ?? 0;
    const path = `/callback?code=c-${index}&state=s-${port}-${index}`;
    expected.get(port)?.push(`http://127.0.0.1:${port}${path}`);
    good.push(send(port, path));
    if (index % 50 < ports) {
      hostile.push(
        send(port, `/callback?code=rebound-${index}`, { Host: 'evil.example' }),
        send(port, `/../callback?code=traversal-${index}`),
        send(port, `/callback/..%2f..%2fetc/passwd?code=traversal-${index}`),
      );
    }
  }
  for (const { port } of listeners) {
    hostile.push(raw(port, `GET /callback?code=huge HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'a'.repeat(300_000)}\r\n\r\n`));
    hostile.push(raw(port, 'this is no HTTP\r\n\r\n'));
    const own = `Host: 127.0.0.1:${port}\r\nConnection: close\r\n`;
    hostile.push(raw(port, `GET /callback?code=two-names HTTP/1.1\r\n${own}Host: evil.example\r\n\r\n`));
    hostile.push(raw(port, `GET http://evil.example/callback?code=absolute HTTP/1.1\r\n${own}\r\n`));
    hostile.push(raw(port, `POST /callback HTTP/1.1\r\n${own}Content-Length: 300000\r\n\r\n${'b'.repeat(300_000)}`));
    // Two good ones in one breath: both count.
    const pipelined = ['first', 'second'].map((name) => `/callback?code=${name}-${port}`);
    for (const path of pipelined) expected.get(port)?.push(`http://127.0.0.1:${port}${path}`);
    const [first = '', second = ''] = pipelined;
    hostile.push(raw(port, `GET ${first} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\nGET ${second} HTTP/1.1\r\n${own}\r\n`));
    const long = `/callback?code=${'x'.repeat(100_000)}`;
    expected.get(port)?.push(`http://127.0.0.1:${port}${long}`);
    good.push(send(port, long));
  }
  const statuses = await Promise.all(good);
  await Promise.all(hostile);
  for (const socket of slow) socket.destroy();

  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  for (const { port } of listeners) expect(caught.get(port)?.toSorted()).toEqual(expected.get(port)?.toSorted());
  expect(new Set(strays)).toEqual(
    new Set(['The Host header does not name this listener.', 'Nothing is recorded at this path.', 'The body is larger than any redirect.']),
  );
}, 30_000);
