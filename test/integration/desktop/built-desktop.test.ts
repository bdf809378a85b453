import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSmallServer } from '../../fixtures/small-server.ts';

const host = new URL('../../../dist/host/', import.meta.url);
const program = fileURLToPath(new URL('../../fixtures/electron/run-desktop.ts', import.meta.url));

interface Line {
  ready?: { schemes: string[]; sandboxed: boolean; url: string; clients: { scheme: string }[]; errors: string[] };
  reply?: { ok: boolean; value?: unknown; error?: { code: string } };
  event?: { name: string; payload: unknown };
  opened?: string[];
  utilityProcesses?: number;
}

let child: ChildProcess;
let lines: AsyncIterator<string>;
let folder: string;
let ready: Line['ready'];

async function next(): Promise<Line> {
  const { value, done } = await lines.next();
  if (done) throw new Error('the desktop program ended');
  return JSON.parse(value as string) as Line;
}

/** Makes one call through the built preload; events that arrive before its reply are given back beside it. */
async function call(name: string, input: unknown): Promise<Line & { events: NonNullable<Line['event']>[] }> {
  child.stdin?.write(`${JSON.stringify([name, input])}\n`);
  const events: NonNullable<Line['event']>[] = [];
  for (;;) {
    const line = await next();
    if (line.event !== undefined) events.push(line.event);
    else return { ...line, events };
  }
}

beforeAll(async () => {
  if (process.env.GRANTBENCH_PRIVATE_KEYCHAIN !== '1')
    throw new Error('Run inside a private keychain: node scripts/private-keychain.ts -- npx vitest run');
  if (!existsSync(new URL('main.js', host))) throw new Error('dist/host/main.js is missing: npm run build');
  folder = mkdtempSync(join(tmpdir(), 'grantbench-desktop-'));
  child = spawn(process.execPath, [program, host.href, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('no standard output');
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  ready = (await next()).ready;
});

afterAll(async () => {
  child.stdin?.end();
  if (child.exitCode === null) await once(child, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

describe('the built desktop program, on the stand-in for Electron', () => {
  test('starts: sandboxed, app: served, our page loaded, grantbench: registered, no error', () => {
    expect(ready).toEqual({ schemes: ['app'], sandboxed: true, url: 'app://bundle/', clients: [{ scheme: 'grantbench' }], errors: [] });
  });

  test('built preload and built main speak the contract', async () => {
    const { reply } = await call('host.describe', {});
    expect(reply).toMatchObject({
      ok: true,
      value: {
        capabilities: { opensBrowser: true, ownScheme: true, signInWindow: true, nativeMenu: true },
        dataFolder: folder,
        notices: [],
      },
    });
  });

  test('reaches the keychain through a utility process', async () => {
    const { reply, utilityProcesses } = await call('keychain.probe', {});
    expect(reply).toMatchObject({ ok: true, value: { state: 'ready' } });
    expect(utilityProcesses).toBeGreaterThan(0);
  });

  test('refuses what the contract does not have', async () => {
    expect((await call('no.method', {})).reply).toMatchObject({ ok: false, error: { code: 'CONTRACT_UNKNOWN_METHOD' } });
    expect((await call('run.cancel', { runId: 7 })).reply).toMatchObject({ ok: false, error: { code: 'CONTRACT_INVALID_INPUT' } });
  });

  test('runs a grant against the playground, tells each step, and remembers it', async () => {
    const added = await call('playground.addProfiles', {});
    expect(added.reply?.ok).toBe(true);
    const value = added.reply?.value as { workspace: { profiles: { id: string; grant: string }[] } } | undefined;
    const machine = value?.workspace.profiles.find((profile) => profile.grant === 'client_credentials');
    const { reply, events } = await call('run.start', { runId: crypto.randomUUID(), profileId: machine?.id, grant: 'client_credentials' });
    expect(reply).toMatchObject({ ok: true, value: { summary: { outcome: 'succeeded' } } });
    expect(events.map((event) => event.name)).toContain('run.stepped');
    expect((await call('run.list', {})).reply).toMatchObject({ ok: true, value: { total: 1 } });
  });

  test.each([
    ['grantbench://callback', 'system_browser', 'custom scheme'],
    ['https://app.example/callback', 'own_window', 'window'],
  ])('a redirect to %s, signed in at the %s, reaches its run', async (redirectUri, opensIn, way) => {
    const server = await startSmallServer();
    const profile = { id: crypto.randomUUID(), name: way, server: { issuer: server.issuer }, request: { redirectUri, opensIn } };
    await call('profile.save', { profile: { ...profile, client: { clientId: 'client', authMethod: 'none' } } });
    const running = call('run.start', { runId: crypto.randomUUID(), profileId: profile.id, grant: 'authorization_code' });
    child.stdin?.write(`${JSON.stringify(['desk.signIn', opensIn])}\n`);
    const { reply, events } = await running;
    expect(reply).toMatchObject({ ok: true, value: { summary: { outcome: 'succeeded' } } });
    const labels = events.map(({ payload }) => (payload as { step?: { name: string; label: string } }).step);
    expect(labels.findLast((step) => step?.name === 'callback')?.label).toBe(`code, state, iss · ${way}`);
    await server.close();
  });
});
