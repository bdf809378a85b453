import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { canaryWorld, enterSecrets, enterVariables, given, take, turns } from './canary-scenario.ts';
import { filesBelow, sightingsInFiles } from './files.ts';
import { canaryScanner } from './find-canaries.ts';
import { sightingsInTranscript } from './masked-transcript.ts';
import { startServe } from './serve-process.ts';

/** macOS and Windows have a keychain that cannot be taken away. */
test.runIf(process.platform === 'linux')(
  'without a keychain a secret is refused, or kept in memory for the session: no file ever has it, sealed or not',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'grantbench-no-keychain-'));
    const world = await canaryWorld();
    const serve = await startServe(folder, { DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/nobody`, XDG_RUNTIME_DIR: folder });
    onTestFinished(async () => {
      await serve.stop();
      await world.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const { screen } = serve;

    const refused = await screen.call('secret.set', {
      owner: crypto.randomUUID(),
      field: 'client_secret',
      value: given.client_secret.value,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'KEYCHAIN_UNAVAILABLE' } });

    expect(await screen.ask('keychain.useMemory', {})).toMatchObject({ state: 'memory' });
    await enterVariables(screen);
    const profileId = await enterSecrets(screen);
    for (const turn of turns().slice(0, 4)) {
      const view = await take(screen, world, profileId, turn);
      expect(view.tokens.length).toBeGreaterThan(0);
    }
    expect((await screen.ask('run.list', {})).total).toBe(4);
    await serve.stop();

    const scanner = canaryScanner(world.canaries());
    expect(sightingsInTranscript(scanner, screen.transcript)).toEqual([]);
    expect(filesBelow(join(folder, 'data')).map(({ name }) => name)).toContain('workspace.json');
    expect(existsSync(join(folder, 'data', 'history.sqlite'))).toBe(false);
    expect(sightingsInFiles(scanner, folder)).toEqual([]);
    expect(scanner.find(serve.written())).toEqual([]);
  },
  60_000,
);
