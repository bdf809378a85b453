import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MethodName } from '../../../shared/contract/contract.ts';
import type { RunView } from '../../../shared/model/run.ts';
import { openStream, ownPage, send } from '../../contract/serve-caller.ts';
import { allow, authorize, PlainBrowser, signIn } from '../playground/playground-client.ts';
import { type Running, run, start, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
// Nobody answers there: what is proved here needs no keychain.
const env = { ...home.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${home.folder}/nobody` };
const folder = join(home.folder, 'data');
let serve: Running;
let port: number;
let bearer: string;

const urlOf = (line: string) => new URL((JSON.parse(line) as { url: string }).url);

async function trade(token: string): Promise<{ status: number; bearer: string }> {
  const answer = await send(port, { method: 'POST', path: '/session', headers: { ...ownPage(port), Authorization: `Bearer ${token}` } });
  const reply = JSON.parse(answer.text) as { ok: boolean; value?: { bearer: string } };
  return { status: answer.status, bearer: reply.value?.bearer ?? '' };
}

async function call<T>(method: MethodName, input: unknown): Promise<T> {
  const headers = { ...ownPage(port), Authorization: `Bearer ${bearer}` };
  const answer = await send(port, { method: 'POST', path: '/rpc', headers, body: JSON.stringify({ method, input }) });
  const reply = JSON.parse(answer.text) as { ok: true; value: T } | { ok: false; error: unknown };
  if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
  return reply.value;
}

beforeAll(async () => {
  serve = start(['serve', '--json', '--no-open', '--data-dir', folder], { env });
  const url = urlOf(await serve.line('stdout'));
  port = Number(url.port);
  expect(url.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/);
  bearer = (await trade(url.hash.slice(1))).bearer;
});

afterAll(async () => {
  serve.child.kill('SIGTERM');
  expect((await serve.ended).code).toBe(0);
  home.remove();
});

describe('grantbench serve', () => {
  test('serves the built screen and the whole contract', async () => {
    const page = await send(port, { path: '/' });
    expect(page.text).toContain('<div id="root">');
    const facts = await call<{ dataFolder: string; capabilities: unknown }>('host.describe', {});
    expect(facts).toMatchObject({ dataFolder: folder, capabilities: { opensBrowser: false, nativeMenu: false } });
    expect(existsSync(folder)).toBe(true);
  });

  test('gives a fresh address when asked for one, good once', async () => {
    const first = await serve.line('stdout');
    serve.child.kill('SIGUSR2');
    const printed = serve.line('stdout', (line) => line !== first);
    const fresh = urlOf(await printed).hash.slice(1);
    expect((await trade(fresh)).status).toBe(200);
    expect((await trade(fresh)).status).toBe(403);
    expect(await serve.line('stderr', (line) => line.includes('second time'))).toContain('refused');
  });

  test('a run may take its redirect at our own origin, and strangers cannot', async () => {
    const { issuer } = await call<{ issuer: string }>('playground.start', {});
    const redirectUri = `http://127.0.0.1:${port}/callback`;
    expect((await send(port, { path: '/callback?code=early&state=x' })).status).toBe(404);
    const profile = {
      id: crypto.randomUUID(),
      name: 'Native',
      grant: 'authorization_code',
      server: { kind: 'issuer', issuer },
      client: { clientId: 'native-app', authMethod: 'none' },
      request: { scope: 'openid', redirectUri },
    };
    await call('profile.save', { profile });
    const runId = crypto.randomUUID();
    const finished = call<RunView>('run.start', { runId, profileId: profile.id, grant: 'authorization_code' });
    let url: string | null = null;
    await expect
      .poll(
        async () => {
          url = await call<{ url: string | null }>('authorization.open', { runId }).then(
            (opened) => opened.url,
            () => null,
          );
          return url;
        },
        { timeout: 10_000 },
      )
      .not.toBeNull();

    const place = await authorize(new PlainBrowser(), url ?? '', [signIn(), allow]);
    if ('page' in place) throw new Error(await place.page.text());
    expect(place.left.href.startsWith(redirectUri)).toBe(true);
    expect((await send(port, { path: '/callback?code=stolen&state=guessed' })).status).toBe(400);
    expect((await send(port, { path: '/callback?code=stolen&state=guessed', headers: { Host: 'evil.example' } })).status).toBe(421);
    const landed = await fetch(place.left);
    expect(landed.status).toBe(200);
    expect(landed.url).not.toContain('code=');

    const view = await finished;
    expect([view.summary.outcome, view.error]).toEqual(['succeeded', null]);
    expect(view.strayHits.length).toBeGreaterThanOrEqual(1);
    // The landing page is fetched, so nothing is left of the listener: the path is nobody's again.
    await expect.poll(async () => (await send(port, { path: '/callback?code=late&state=x' })).status).toBe(404);
  });

  test('a port that is taken is exit 5, with what to do', async () => {
    const ended = await run(['serve', '--json', '--no-open', '--port', String(port), '--data-dir', folder], { env });
    expect(ended.code).toBe(5);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      ok: false,
      error: { code: 'REDIRECT_PORT_IN_USE', hint: expect.stringContaining('--port') },
    });
  });

  test('opens the browser with an address of its own, and the printed one is still good', async () => {
    const opened = join(home.folder, 'opened');
    writeFileSync(join(home.folder, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$1" > '${opened}'\n`, { mode: 0o755 });
    const own = start(['serve', '--json', '--data-dir', join(home.folder, 'other')], {
      env: { ...env, PATH: `${home.folder}:${process.env.PATH}` },
    });
    const printed = urlOf(await own.line('stdout'));
    await expect.poll(() => (existsSync(opened) ? readFileSync(opened, 'utf8') : ''), { timeout: 10_000 }).toMatch(/#/);
    const inBrowser = new URL(readFileSync(opened, 'utf8'));
    expect(inBrowser.port).toBe(printed.port);
    expect(inBrowser.hash).not.toBe(printed.hash);
    for (const { hash, port: at } of [inBrowser, printed]) {
      const headers = { ...ownPage(Number(at)), Authorization: `Bearer ${hash.slice(1)}` };
      expect((await send(Number(at), { method: 'POST', path: '/session', headers })).status).toBe(200);
    }
    own.child.kill('SIGINT');
    expect((await own.ended).code).toBe(0);
  });

  test('stops in order while a page listens and a run waits for its user', async () => {
    const own = start(['serve', '--json', '--no-open', '--data-dir', join(home.folder, 'third')], { env });
    const { port: at, hash } = urlOf(await own.line('stdout'));
    const page = ownPage(Number(at));
    const traded = await send(Number(at), {
      method: 'POST',
      path: '/session',
      headers: { ...page, Authorization: `Bearer ${hash.slice(1)}` },
    });
    const headers = { ...page, Authorization: `Bearer ${(JSON.parse(traded.text) as { value: { bearer: string } }).value.bearer}` };
    const rpc = (method: MethodName, input: unknown) =>
      send(Number(at), { method: 'POST', path: '/rpc', headers, body: JSON.stringify({ method, input }) });
    const stream = await openStream(Number(at), headers);
    const profile = {
      id: crypto.randomUUID(),
      name: 'Waits',
      server: { kind: 'playground' },
      client: { clientId: 'native-app', authMethod: 'none' },
    };
    await rpc('profile.save', { profile });
    const runId = crypto.randomUUID();
    const running = rpc('run.start', { runId, profileId: profile.id, grant: 'authorization_code' }).catch(() => null);
    await expect.poll(async () => (await rpc('authorization.open', { runId })).text, { timeout: 10_000 }).toContain('/auth?');

    own.child.kill('SIGTERM');
    expect((await own.ended).code).toBe(0);
    await running;
    const events = (await stream.ended).map((line) => (JSON.parse(line) as { name: string }).name);
    expect(events).toEqual(expect.arrayContaining(['workspace.changed', 'playground.changed', 'run.stepped']));
  });
});
