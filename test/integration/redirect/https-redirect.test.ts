import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request as secureRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../node/clock-random.ts';
import { loopbackCertificate } from '../../../node/redirect/loopback-certificate.ts';
import { createRedirectPort } from '../../../node/redirect/redirect-port.ts';
import type { ArmRedirect } from '../../../shared/ports.ts';
import { formHeader, rawRequest, request, watched } from './armed.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantbench-https-'));
const port = createRedirectPort(systemClock, { certificate: () => loopbackCertificate(folder) });
const aborts: AbortController[] = [];
afterEach(async () => {
  for (const abort of aborts.splice(0)) abort.abort();
  await port.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function arm(change: Partial<ArmRedirect> = {}) {
  const run = watched({ redirectUri: 'https://127.0.0.1:0/callback', ...change });
  aborts.push(run.abort);
  return { run, armed: await port.arm(run.options) };
}

const publicFile = join(folder, 'loopback-certificate.crt');

/** A browser that trusts the certificate of this machine and nothing else. */
function browse(url: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
    const sent = secureRequest(url, { method, headers, ca: readFileSync(publicFile), agent: false }, async (response) =>
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }),
    );
    sent.on('error', reject).end(body);
  });
}

describe('a redirect over HTTPS', () => {
  it('arrives under a certificate of this machine, which its file lets a client trust', async () => {
    const { run, armed } = await arm({ redirectUri: 'https://localhost:0/callback' });
    expect(armed.redirectUri).toMatch(/^https:\/\/localhost:[1-9]\d*\/callback$/);
    expect(armed.ways).toEqual(['https_loopback', 'paste']);
    expect(armed.certificate).toEqual({ file: publicFile, fingerprint: new X509Certificate(readFileSync(publicFile)).fingerprint256 });

    const answer = await browse(`${armed.redirectUri}?code=c&state=state-1`);
    const hit = await armed.received;
    expect(hit).toMatchObject({ via: 'query', way: 'https_loopback' });
    expect(hit.exchange?.request.url).toBe(`${armed.redirectUri}?code=c&state=state-1`);
    expect(run.judged).toEqual([hit]);
    const page = await browse(new URL(String(answer.headers.location), armed.redirectUri).href);
    expect([answer.status, page.status]).toEqual([303, 200]);
    expect(page.body).toContain('Signed in');
  });

  it('keeps one certificate: key and file for their owner alone, a second file without the key', async () => {
    const [one, other] = await Promise.all([loopbackCertificate(folder), loopbackCertificate(folder)]);
    expect(other).toEqual(one);
    expect(statSync(join(folder, 'loopback-certificate.pem')).mode & 0o777).toBe(0o600);
    expect(readFileSync(publicFile, 'utf8')).toBe(`${one.certificate}\n`);
    const names = new X509Certificate(one.certificate).subjectAltName;
    expect(names).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    // One that ends soon makes room for another; so does one of a clock that has been set back since.
    const renewed = await loopbackCertificate(folder, Date.now() + 360 * 86_400_000);
    expect(renewed.fingerprint).not.toBe(one.fingerprint);
    expect(readFileSync(publicFile, 'utf8')).toBe(`${renewed.certificate}\n`);
    expect((await loopbackCertificate(folder)).fingerprint).not.toBe(renewed.fingerprint);
  });

  it('in the fragment is taken from our own page, and from no page over plain HTTP', async () => {
    const { run, armed } = await arm({ responseMode: 'fragment' });
    expect((await browse(armed.redirectUri)).body).toContain('location.hash');
    const { origin } = new URL(armed.redirectUri);
    const post = (from: string) =>
      browse(armed.redirectUri, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: from },
        body: 'code=c&state=state-1',
      });
    expect((await post(origin.replace('https', 'http'))).status).toBe(403);
    expect((await post(origin)).body).toMatch(/^\/done\//);
    expect(await armed.received).toMatchObject({ via: 'fragment', way: 'https_loopback' });
    expect(run.strays).toHaveLength(1);
  });

  it('with another state is a stray one; the right one still wins', async () => {
    const { run, armed } = await arm();
    expect((await browse(`${armed.redirectUri}?code=evil&state=guessed`)).status).toBe(400);
    expect((await browse(`${armed.redirectUri}?code=c&state=state-1`)).status).toBe(303);
    expect((await armed.received).parameters[0]).toEqual(['code', 'c']);
    expect(run.strays.map(({ reason }) => reason)).toEqual(['The redirect carries a state that no waiting run has sent.']);
  });

  it('that comes as plain HTTP is told what it met, and is not taken', async () => {
    const { run, armed } = await arm({ responseMode: 'form_post' });
    const plain = armed.redirectUri.replace('https', 'http');
    const body = 'code=c&state=state-1';
    const answer = await rawRequest(plain, request(plain, { method: 'POST', headers: [formHeader], body }));
    expect(answer.status).toBe(426);
    expect(answer.headers.upgrade).toBe('TLS/1.2');
    expect(answer.body).toContain('speaks HTTPS');
    expect(run.strays).toMatchObject([{ reason: 'Plain HTTP came to the HTTPS port.', exchange: { request: { url: plain } } }]);
    expect(run.judged).toEqual([]);
    await browse(armed.redirectUri, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body });
    expect(await armed.received).toMatchObject({ via: 'form_post', way: 'https_loopback' });
  });

  it('survives bytes of no protocol, and clients that leave or say nothing', async () => {
    const { run, armed } = await arm();
    const number = Number(new URL(armed.redirectUri).port);
    const silent = connect(number, '127.0.0.1').on('error', () => {});
    connect(number, '127.0.0.1', function (this: import('node:net').Socket) {
      this.end();
    });
    connect(number, '127.0.0.1', function (this: import('node:net').Socket) {
      this.write(Buffer.from([0x16, 3, 1, 0, 4, 1, 2, 3, 4]));
      this.resetAndDestroy();
    }).on('error', () => {});
    expect((await rawRequest(armed.redirectUri, '\0\0\0\0')).status).toBe(400);
    expect((await browse(`${armed.redirectUri}?code=c&state=state-1`)).status).toBe(303);
    await armed.received;
    // Closing does not wait for the one that says nothing.
    const gone = new Promise((resolve) => silent.once('close', resolve));
    run.abort.abort();
    await port.close();
    await gone;
  });

  it('and one over plain HTTP cannot share a port; two over HTTPS are told apart by state', async () => {
    const first = await arm({ state: 'one' });
    const redirectUri = first.armed.redirectUri;
    await expect(arm({ redirectUri: redirectUri.replace('https', 'http'), state: 'two' })).rejects.toMatchObject({
      code: 'REDIRECT_PORT_IN_USE',
      message: expect.stringContaining('waits there over HTTPS'),
    });
    const second = await arm({ redirectUri, state: 'two' });
    await browse(`${redirectUri}?code=c2&state=two`);
    await browse(`${redirectUri}?code=c1&state=one`);
    expect((await first.armed.received).parameters[0]).toEqual(['code', 'c1']);
    expect((await second.armed.received).parameters[0]).toEqual(['code', 'c2']);
  });

  it('is refused to a folder that cannot hold the certificate', async () => {
    const broken = createRedirectPort(systemClock, { certificate: () => loopbackCertificate(join(folder, 'missing')) });
    await expect(broken.arm(watched({ redirectUri: 'https://127.0.0.1:0/cb' }).options)).rejects.toMatchObject({ code: 'STORE_FAILED' });
  });
});
