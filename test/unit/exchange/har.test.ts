import { expect, test } from 'vitest';
import { harLog } from '../../../shared/exchange/har.ts';
import { sealExchange } from '../../../shared/exchange/seal-exchange.ts';
import type { RawExchange } from '../../../shared/ports.ts';
import { harSchema } from '../../fixtures/har-schema.ts';

const text = (value: string) => new TextEncoder().encode(value);
const timings = { dns: 1, connect: 2, proxy: null, tls: 3, firstByte: 5, total: 12.5 };

const token: RawExchange = {
  startedAt: 1_700_000_000_000,
  request: {
    method: 'POST',
    url: 'https://op.example/token?tenant=a%20b',
    httpVersion: '1.1',
    headers: [
      ['Authorization', 'Basic CANARY'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ],
    body: text('grant_type=authorization_code&code=CANARY-code&x=%C3%A9'),
  },
  response: {
    status: 200,
    statusText: 'OK',
    httpVersion: '2.0',
    headers: [['content-type', 'application/json']],
    wireBody: text('zip'),
    body: text('{"access_token":"CANARY-token"}'),
    truncated: false,
  },
  timings,
  tls: null,
  error: null,
};
const binary: RawExchange = {
  ...token,
  request: { ...token.request, headers: [], body: Uint8Array.of(0xff, 0xfe) },
  response: token.response && { ...token.response, wireBody: Uint8Array.of(0xff, 0), body: Uint8Array.of(0xff, 0) },
};
const refused: RawExchange = {
  ...token,
  request: { ...token.request, method: 'GET', body: null },
  response: null,
  timings: { dns: null, connect: null, proxy: null, tls: null, firstByte: null, total: 3 },
  error: { code: 'NET_REFUSED', message: 'Nobody listens.', hint: '' },
};

function entriesOf(secrets: boolean) {
  const entries = [token, binary, refused].map((raw) => {
    const { template, sealed } = sealExchange(raw, []);
    return { template, sealed: secrets ? sealed : null, comment: 'a step' };
  });
  const log = harLog(entries, '1.2.3');
  const parsed = harSchema.safeParse(log);
  expect(parsed.error).toBeUndefined();
  return { text: JSON.stringify(log), entries: parsed.data?.log.entries ?? [] };
}

test('an archive is HAR 1.2 and masked, whatever was exchanged', () => {
  const { text: written, entries } = entriesOf(false);
  expect(written).not.toContain('CANARY');
  expect(entries[0]?.request.postData?.params).toContainEqual({ name: 'code', value: '[redacted code]' });
  expect(entries[2]?.response).toMatchObject({ status: 0, comment: 'NET_REFUSED: Nobody listens.' });
});

test('with secrets it is what was on the wire', () => {
  const { entries } = entriesOf(true);
  expect(entries[0]).toMatchObject({
    startedDateTime: '2023-11-14T22:13:20.000Z',
    time: 12.5,
    comment: 'a step',
    request: {
      httpVersion: 'HTTP/1.1',
      queryString: [{ name: 'tenant', value: 'a b' }],
      bodySize: 55,
      postData: { text: 'grant_type=authorization_code&code=CANARY-code&x=%C3%A9', mimeType: 'application/x-www-form-urlencoded' },
    },
    response: { httpVersion: 'HTTP/2.0', bodySize: 3, content: { size: 31, text: '{"access_token":"CANARY-token"}' } },
    timings: { dns: 1, connect: 5, ssl: 3, wait: 5, receive: 1.5 },
  });
  expect(entries[0]?.request.postData?.params.at(-1)).toEqual({ name: 'x', value: 'é' });
  // Of the phases, TLS is a part of connecting; the others add up.
  for (const { time, timings: t } of entries) {
    const sum = [t.dns, t.connect, t.send, t.wait, t.receive].reduce<number>((all, ms) => all + Math.max(0, ms ?? 0), 0);
    expect(sum).toBeCloseTo(time);
  }
  expect(entries[1]?.response.content).toMatchObject({ text: '/wA=', encoding: 'base64', size: 2 });
  expect(entries[1]?.request.postData).toMatchObject({ text: '//4=', comment: 'base64' });
});
