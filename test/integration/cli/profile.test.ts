import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFolder } from '../../../node/data-folder.ts';
import { createWorkspaceStore } from '../../../node/workspace/workspace-store.ts';
import { createPlayground } from '../../../playground/start-playground.ts';
import { withPrivateKeychain } from '../../../scripts/private-keychain.ts';
import { type ProfileInput, profile } from '../../../shared/model/profile.ts';
import { environment } from '../../../shared/model/workspace.ts';
import { programFile } from '../storage/program-file.ts';
import { documentOf, run, start, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
const folder = dataFolder(join(home.folder, 'data'));
const playground = createPlayground({ folder: home.folder });
const ids = {
  machine: crypto.randomUUID(),
  offline: crypto.randomUUID(),
  variables: crypto.randomUUID(),
  environment: crypto.randomUUID(),
};
let issuer: string;

const token = (...args: string[]) => ['token', '--json', '--data-dir', folder, ...args];

beforeAll(async () => {
  issuer = (await playground.start()).issuer;
  const machine: ProfileInput = {
    id: ids.machine,
    name: 'Machine',
    grant: 'client_credentials',
    server: { kind: 'issuer', issuer },
    client: { clientId: 'machine-client', clientSecret: { secret: 'client_secret' } },
    request: { scope: 'api:read' },
  };
  const workspace = createWorkspaceStore({ folder, Store: Conf });
  await workspace.change((before) => ({
    ...before,
    profiles: [
      profile.parse(machine),
      profile.parse({ ...machine, id: ids.offline, name: 'Offline', server: { kind: 'playground' } }),
      profile.parse({ ...machine, id: ids.variables, name: 'Variables', client: { ...machine.client, clientId: '{{client}}' } }),
      profile.parse({ ...machine, id: crypto.randomUUID(), name: 'Twin' }),
      profile.parse({ ...machine, id: crypto.randomUUID(), name: 'Twin' }),
    ],
    environments: [
      environment.parse({
        id: ids.environment,
        name: 'Test',
        variables: [
          { name: 'client', value: 'machine-client' },
          { name: 'server', value: issuer },
        ],
      }),
    ],
    settings: { ...before.settings, environmentId: ids.environment },
  }));
});

afterAll(async () => {
  await playground.stop();
  home.remove();
});

describe('a saved profile', () => {
  test('that two share the name of must be named by its id', async () => {
    const ended = await run(token('--profile', 'Twin'), { env: home.env });
    expect([ended.code, documentOf(ended).error?.message]).toEqual([2, 'There are 2 profiles named “Twin”.']);
  });

  test('that was in a damaged file is missed, and the damage told', async () => {
    const damaged = join(home.folder, 'damaged');
    mkdirSync(damaged);
    writeFileSync(join(damaged, 'workspace.json'), '{');
    const ended = await run(['token', '--json', '--data-dir', damaged, '--profile', 'Machine'], { env: home.env });
    expect([ended.code, documentOf(ended).error?.message]).toEqual([2, 'There is no profile named “Machine”.']);
    expect(ended.stderr).toContain('The workspace file was damaged (everything: it is no JSON). [STORE_DAMAGED]');
  });

  test('whose keychain cannot be reached is exit 5, and says so', async () => {
    const ended = await run(token('--profile', 'Machine'), {
      env: { ...home.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${home.folder}/nobody` },
    });
    expect([ended.code, documentOf(ended).error?.code]).toEqual([5, 'KEYCHAIN_UNAVAILABLE']);
    const way = 'Without a keychain, give secrets as options (--client-secret-env …)';
    for (const told of [ended.stderr, documentOf(ended).error?.hint]) expect(told).toContain(way);
  });

  test('that uses a variable nobody has says where it can be had without the screen', async () => {
    const ended = await run(['call', '{{nowhere}}/me', '--profile', 'Machine', '--token', 'opaque', '--data-dir', folder], {
      env: home.env,
    });
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(/\[INPUT_VARIABLE\]\n.*or give the value itself as an option/)]);
  });

  test('lends the variables of its environment to a call', async () => {
    const args = ['call', '{{server}}/me', '--profile', 'Machine', '--token', 'opaque', '--data-dir', folder, '--json'];
    const ended = documentOf(await run(args, { env: home.env }));
    expect(ended.steps[0]?.exchange?.request.url).toBe(`${issuer}/me`);
  });

  test('needs no keychain when the command line brings the secret', async () => {
    const ended = await run(token('--profile', 'Machine', '--client-secret', 'machine-secret'), {
      env: { ...home.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${home.folder}/nobody` },
    });
    expect([ended.code, documentOf(ended).ok]).toEqual([0, true]);
  });

  test('runs with its own secret, the chosen environment and the playground; options override it; a keychain that hangs can be left, a locked one is told', async () => {
    await withPrivateKeychain(async (keychain) => {
      const env = { ...(keychain.env as Record<string, string>), ...home.env };
      storeSecrets(env);

      for (const name of ['Machine', ids.machine, 'Variables']) {
        const ended = await run(token('--profile', name), { env });
        const document = documentOf(ended);
        expect([ended.code, document.ok, document.tokens.scope]).toEqual([0, true, 'api:read']);
        expect(ended.stdout).not.toContain('machine-secret');
      }

      const offline = documentOf(await run(token('--profile', 'Offline'), { env }));
      expect(offline.ok).toBe(true);
      expect(offline.decoded.access_token?.payload.iss).not.toBe(issuer);

      const overridden = documentOf(
        await run(token('--profile', 'Machine', '--scope', 'api:write', '--param', 'x=y', '--show-secrets'), { env }),
      );
      expect(overridden.tokens.scope).toBe('api:write');
      expect(overridden.steps.find(({ name }) => name === 'token')?.exchange?.request.body).toContain('x=y');

      const elsewhere = await run(token('http://127.0.0.1:1', '--profile', 'Machine'), { env });
      expect(elsewhere.code).toBe(3);

      keychain.freeze();
      const waiting = start(token('--profile', 'Machine'), { env });
      // Its keychain process runs: from here on it waits for an answer that does not come.
      const children = `/proc/${waiting.child.pid}/task/${waiting.child.pid}/children`;
      await expect.poll(() => readFileSync(children, 'utf8'), { timeout: 20_000 }).not.toBe('');
      waiting.child.kill('SIGINT');
      const cancelled = await waiting.ended;
      expect([cancelled.code, documentOf(cancelled).error?.code]).toEqual([130, 'CANCELLED']);
      keychain.thaw();

      keychain.lock();
      const locked = await run(token('--profile', 'Machine'), { env });
      expect([locked.code, documentOf(locked).error?.code]).toEqual([5, 'KEYCHAIN_LOCKED']);
    });
    // A keychain and seven programs, one after the other.
  }, 90_000);
});

/** Puts the client secret of each profile into the keychain, as the workbench would. */
function storeSecrets(env: Record<string, string>): void {
  const calls = [ids.machine, ids.offline, ids.variables].map((id) => ['set', `${id}/client_secret`, 'machine-secret']);
  const stored = spawnSync(process.execPath, [programFile('secrets'), JSON.stringify({ options: {}, calls })], { env, encoding: 'utf8' });
  if (stored.status !== 0) throw new Error(stored.stdout + stored.stderr);
}
