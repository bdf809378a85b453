import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../node/clock-random.ts';
import { createCapturePort } from '../../../node/redirect/capture-port.ts';
import { createRedirectPort } from '../../../node/redirect/redirect-port.ts';
import type { MethodInput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { profile as profileSchema } from '../../../shared/model/profile.ts';
import { workbenchUnderTest } from '../../unit/workbench/workbench-under-test.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantbench-capture-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A workbench that really listens; the rest of its world is in memory. */
function bench() {
  const made = workbenchUnderTest((ports) => ({
    ...ports,
    capture: createCapturePort(systemClock, folder),
    redirect: createRedirectPort(systemClock),
  }));
  const start = (wish: Partial<MethodInput<'capture.start'>> = {}) =>
    made.call('capture.start', { port: 0, path: '/callback', https: false, ...wish });
  return { ...made, start };
}

const jwt = `${btoa('{"alg":"none"}').replaceAll('=', '')}.${btoa('{"sub":"CANARY-sub"}').replaceAll('=', '')}.CANARYsignature`;
const secrets = ['CANARY-code', 'CANARY-state', 'CANARY-access', 'CANARYsignature', 'CANARY-cookie', 'CANARY-other'];
const leaks = (value: unknown) => secrets.filter((secret) => JSON.stringify(value).includes(secret));

describe('a captured redirect', () => {
  test('is told, listed and shown with codes, states and tokens hidden; each comes back when it is asked for', async () => {
    const { call, start, until, toldOf, world, close } = bench();
    const listener = await start();
    expect(listener.redirectUris.slice(0, 2)).toEqual([
      `http://127.0.0.1:${listener.port}/callback`,
      `http://localhost:${listener.port}/callback`,
    ]);
    await fetch(`${listener.redirectUris[0]}?code=CANARY-code&state=CANARY-state%2B1&iss=https%3A%2F%2Fop.example&id_token=${jwt}`, {
      headers: { cookie: 'sid=CANARY-cookie', referer: 'https://op.example/auth?state=CANARY-state%2B1', 'x-copy': 'CANARY-state+1' },
    });
    const { hit, listener: after } = await until('capture.hit');
    expect(after.hits).toBe(1);
    expect(hit).toMatchObject({ method: 'GET', path: '/callback', via: 'query', names: ['code', 'state', 'iss', 'id_token'], error: null });
    const { hits, problem, listeners } = await call('capture.list', {});
    expect([hits, problem, listeners]).toEqual([[hit], null, [after]]);
    const view = await call('capture.read', { id: hit.id });
    expect(view.parameters.map(({ name, value, jwt: isJwt }) => [name, value.length === 1 && typeof value[0] === 'object', isJwt])).toEqual(
      [
        ['code', true, false],
        ['state', true, false],
        ['iss', false, false],
        ['id_token', true, true],
      ],
    );
    const masked = await call('capture.export', { ids: null, format: 'json', secrets: false });
    expect(leaks([view, hits, toldOf('capture.hit'), masked, world.logged])).toEqual([]);

    const reveal = async (part: MethodInput<'capture.reveal'>['part']) => (await call('capture.reveal', { id: hit.id, part })).text;
    expect(await reveal({ kind: 'parameter', index: 1 })).toBe('CANARY-state+1');
    expect(await reveal({ kind: 'parameter', index: 3 })).toBe(jwt);
    expect(await reveal({ kind: 'field', field: 'request.url' })).toContain('?code=CANARY-code&state=CANARY-state%2B1&');
    expect(await reveal({ kind: 'field', field: 'request.headers' })).toContain('x-copy: CANARY-state+1');
    await expect(reveal({ kind: 'parameter', index: 4 })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    await close();
  });

  test('of form_post and of an error says where it stood and what it means', async () => {
    const { call, start, until, close } = bench();
    const { redirectUris } = await start();
    await fetch(redirectUris[0] ?? '', {
      method: 'POST',
      body: new URLSearchParams({ error: 'access_denied', error_description: 'The user said CANARY-state', state: 'CANARY-state' }),
    });
    const { hit } = await until('capture.hit');
    expect(hit).toMatchObject({ method: 'POST', via: 'form_post', error: 'access_denied' });
    const view = await call('capture.read', { id: hit.id });
    expect(view.error).toMatchObject({
      error: 'access_denied',
      description: 'The user said [redacted state]',
      meaning: { spec: { section: '4.1.2.1' } },
    });
    expect(leaks(view)).toEqual([]);
    expect((await call('capture.reveal', { id: hit.id, part: { kind: 'field', field: 'request.body' } })).text).toContain(
      'state=CANARY-state',
    );
    await close();
  });

  test('with a fragment: the page in the browser tells it', async () => {
    const { call, start, until, close } = bench();
    const { redirectUris } = await start({ count: 1 });
    const address = new URL(redirectUris[0] ?? '');
    // As a browser navigates; fetch would say so of itself that it does not.
    const page = await new Promise<string>((resolve, reject) => {
      get(address, { headers: { 'sec-fetch-mode': 'navigate' } }, (response) => void text(response).then(resolve, reject)).on(
        'error',
        reject,
      );
    });
    const postTo = /fetch\('([^']+)'/.exec(page)?.[1] ?? '';
    const post = (origin: string) =>
      fetch(new URL(postTo, address), {
        method: 'POST',
        headers: { origin },
        body: `access_token=CANARY-access&state=CANARY-state&id_token=${jwt}`,
      });
    expect((await post('https://evil.example')).status).toBe(404);
    expect((await post(address.origin)).status).toBe(200);
    const { hit } = await until('capture.hit');
    expect(hit).toMatchObject({ via: 'fragment', names: ['access_token', 'state', 'id_token'] });
    const view = await call('capture.read', { id: hit.id });
    expect(view.parameters.map(({ place }) => place)).toEqual(['fragment', 'fragment', 'fragment']);
    expect(leaks(view)).toEqual([]);
    expect((await call('capture.reveal', { id: hit.id, part: { kind: 'fragment' } })).text).toContain('access_token=CANARY-access');
    // One was wanted: the port is closed again.
    await until('capture.changed', ({ listeners }) => listeners.length === 0);
    await expect(fetch(address)).rejects.toThrow();
    await close();
  });

  test('over HTTPS shows the certificate that the listener says it has', async () => {
    const { start, until, close } = bench();
    const { port, redirectUris, fingerprint } = await start({ https: true });
    expect(redirectUris[0]).toBe(`https://127.0.0.1:${port}/callback`);
    const seen = await new Promise<string>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/callback?code=CANARY-code', rejectUnauthorized: false }, (response) => {
        const { fingerprint256 } = (response.socket as import('node:tls').TLSSocket).getPeerCertificate();
        response.resume().on('end', () => resolve(fingerprint256));
      })
        .on('error', reject)
        .end();
    });
    expect(seen).toBe(fingerprint);
    expect((await until('capture.hit')).hit.origin).toBe(`https://127.0.0.1:${port}`);
    await close();
  });
});

describe('listening', () => {
  test('at several ports at once, ended one by one; what a scanner sends is counted and not kept', async () => {
    const { call, start, until, toldOf, close } = bench();
    const [first, second] = await Promise.all([start(), start({ path: null })]);
    await fetch(`http://127.0.0.1:${first.port}/elsewhere?code=CANARY-code`);
    await fetch(`http://127.0.0.1:${first.port}/callback/..%2f..%2fetc/passwd`);
    await fetch(`http://127.0.0.1:${second.port}/any/path`);
    const { listeners } = await until('capture.changed', ({ listeners: all }) => all.some(({ strays }) => strays === 2));
    expect(listeners.find(({ id }) => id === first.id)).toMatchObject({ hits: 0, strayReason: 'Nothing is recorded at this path.' });
    expect(toldOf('capture.hit').map(({ hit }) => hit.path)).toEqual(['/any/path']);
    await call('capture.stop', { listenerId: first.id });
    await expect(call('capture.stop', { listenerId: first.id })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    expect((await call('capture.list', {})).listeners.map(({ id }) => id)).toEqual([second.id]);
    await close();
    await expect(fetch(`http://127.0.0.1:${second.port}/any`)).rejects.toThrow();
  });

  test('at a port that is taken, at a bad path or port, or at too many, is refused with its reason', async () => {
    const { call, start, close } = bench();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as import('node:net').AddressInfo;
    await expect(start({ port })).rejects.toMatchObject({ code: 'REDIRECT_PORT_IN_USE', message: expect.stringContaining(String(port)) });
    other.close();
    const mine = await start();
    await expect(start({ port: mine.port })).rejects.toMatchObject({ code: 'REDIRECT_PORT_IN_USE' });
    for (const bad of [
      { port: 65_536 },
      { port: -1 },
      { port: 1.5 },
      { path: 'callback' },
      { path: '/a?b' },
      { path: '/a b' },
      { path: `/${'a'.repeat(2_000)}` },
      { count: 0 },
    ])
      await expect(start(bad)).rejects.toMatchObject({ code: 'CONTRACT_INVALID_INPUT' });
    for (let open = 1; open < 20; open += 1) await start();
    await expect(start()).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await call('capture.stop', { listenerId: mine.id });
    await start();
    await close();
  });

  test('what the store refuses stays for this session, with the reason; deleting works all the same', async () => {
    const { call, start, until, world, close } = bench();
    world.runStoreFails = new AppError('KEYCHAIN_LOCKED');
    const { redirectUris } = await start();
    await fetch(`${redirectUris[0]}?code=CANARY-code`);
    const { hit } = await until('capture.hit');
    expect(await call('capture.list', {})).toMatchObject({ hits: [hit], problem: { code: 'KEYCHAIN_LOCKED' } });
    await call('capture.pin', { ids: [hit.id], pinned: true });
    expect((await call('capture.read', { id: hit.id })).summary.pinned).toBe(true);
    await call('capture.delete', { ids: [hit.id] });
    expect((await call('capture.list', {})).hits).toEqual([]);
    await close();
  });
});

test('a captured redirect is handed to the run that waits for it, whichever way it came', async () => {
  const { call, start, until, world, close } = bench();
  const profile = profileSchema.parse({
    id: crypto.randomUUID(),
    name: 'Waiting',
    server: {
      kind: 'endpoints',
      endpoints: { tokenEndpoint: 'https://op.example/token', authorizationEndpoint: 'https://op.example/auth' },
    },
    client: { clientId: 'me', authMethod: 'none' },
    request: { redirectUri: 'https://app.example/callback' },
  });
  await call('profile.save', { profile });
  world.answer = async () => ({ body: JSON.stringify({ access_token: 'CANARY-access', token_type: 'Bearer' }) });
  const listener = await start();
  const runId = crypto.randomUUID();
  const running = call('run.start', { runId, profileId: profile.id, grant: 'authorization_code' });
  await until('run.stepped', ({ step }) => step.waiting?.for === 'browser');
  const state = new URL(world.opened[0] ?? '').searchParams.get('state') ?? '';
  const send = async (body: Record<string, string>) => {
    await fetch(listener.redirectUris[0] ?? '', { method: 'POST', body: new URLSearchParams(body) });
    return (await until('capture.hit', ({ hit }) => !seen.has(hit.id))).hit.id;
  };
  const seen = new Set<string>();
  const foreign = await send({ code: 'CANARY-code', state: 'CANARY-other' });
  seen.add(foreign);
  const mine = await send({ code: 'CANARY-code', state });
  const runsFor = async (id: string) => (await call('capture.findRuns', { id })).runs;
  expect(await runsFor(foreign)).toEqual([{ runId, profileName: 'Waiting', startedAt: expect.any(Number), sameState: false }]);
  expect((await runsFor(mine))[0]?.sameState).toBe(true);

  await call('capture.hand', { id: mine, runId });
  const view = await running;
  expect(view.summary.outcome).toBe('succeeded');
  const callback = view.steps.find(({ name }) => name === 'callback');
  expect(callback?.exchange?.request.method).toBe('POST');
  expect(leaks(view)).toEqual([]);
  const responseMode = view.steps.flatMap(({ verdicts }) => verdicts).find(({ id }) => id === 'response_mode');
  expect(responseMode).toMatchObject({ status: 'warning', actual: 'form_post' });
  const part = { kind: 'step', index: callback?.index ?? -1, field: 'request.body' } as const;
  expect((await call('exchange.reveal', { runId, part })).text).toBe(`code=CANARY-code&state=${state}`);
  await expect(call('capture.hand', { id: mine, runId })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
  expect(await runsFor(mine)).toEqual([]);
  await close();
});

test('a redirect URI is examined: who holds its port, and where it parts from the registered one', async () => {
  const { call, start, close } = bench();
  const { port } = await start();
  const mine = await call('redirect.examine', {
    redirectUri: `http://127.0.0.1:${port}/callback`,
    registered: `http://127.0.0.1:${port}/callback/`,
  });
  expect(mine.probe.addresses[0]).toMatchObject({ address: '127.0.0.1', state: 'ours' });
  expect(mine.difference?.message).toContain('trailing slash only');
  expect((await call('redirect.examine', { redirectUri: 'myapp://callback', registered: null })).kind).toBe('custom_scheme');
  await expect(call('redirect.examine', { redirectUri: 'nothing', registered: null })).rejects.toMatchObject({ code: 'INPUT_URL' });
  await close();
});
