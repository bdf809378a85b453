import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Conf from 'conf';
import { describe, expect, test } from 'vitest';
import { withFileLock } from '../../../node/file-lock.ts';
import { type Migration, migrate } from '../../../node/workspace/migrations.ts';
import { createWorkspaceStore } from '../../../node/workspace/workspace-store.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { runProgram, temporaryFolder } from './private-session.ts';
import { programFile } from './program-file.ts';

const open = (folder: string, waitMs?: number) => createWorkspaceStore({ folder, Store: Conf, ...(waitMs !== undefined && { waitMs }) });
const fileIn = (folder: string) => join(folder, 'workspace.json');
const damagedIn = (folder: string) => readdirSync(folder).filter((name) => /^workspace\.damaged-.*\.json$/.test(name));

const environment = (name: string) => ({ id: randomUUID(), name, variables: [] });
const adding = (name: string) => (workspace: Workspace) => ({ ...workspace, environments: [...workspace.environments, environment(name)] });
const names = (workspace: Workspace) => workspace.environments.map(({ name }) => name);

describe('a damaged file', () => {
  for (const [what, content] of [
    ['cut off', '{ "version": 1, "profiles": [{ "id"'],
    ['empty', ''],
    ['an array', '[1, 2]'],
    ['binary', '\u0000\u0001\u0002'],
  ] as const) {
    test(`${what}: kept aside as it was, reported, and work goes on`, async () => {
      const folder = temporaryFolder();
      writeFileSync(fileIn(folder), content);
      const store = open(folder);
      expect((await store.read()).profiles).toEqual([]);
      const [copy] = damagedIn(folder);
      expect(readFileSync(join(folder, copy ?? ''), 'utf8')).toBe(content);
      expect(store.notices()).toMatchObject([{ code: 'STORE_DAMAGED', hint: expect.stringContaining(copy ?? 'no copy') }]);
      await store.change(adding('after'));
      expect(names(await open(folder).read())).toEqual(['after']);
      expect(damagedIn(folder)).toHaveLength(1);
    });
  }

  test('found while running, it is told until it was read, also after a restart', async () => {
    const folder = temporaryFolder();
    const running = open(folder);
    await running.change(adding('before'));
    writeFileSync(fileIn(folder), '{');
    await running.read();
    const [told] = running.notices();
    expect(told).toMatchObject({ code: 'STORE_DAMAGED' });

    const restarted = open(folder);
    expect(restarted.notices()).toEqual([told]);
    await restarted.dismissNotices();
    expect([restarted.notices(), open(folder).notices()]).toEqual([[], []]);
    expect(damagedIn(folder)).toHaveLength(1);
  });

  test('is told no more once the file that was kept is gone, and a notice that is damaged itself is none', async () => {
    const folder = temporaryFolder();
    for (const _ of [1, 2]) {
      writeFileSync(fileIn(folder), '{');
      await open(folder).read();
    }
    const [first = '', second = ''] = damagedIn(folder);
    rmSync(join(folder, first));
    writeFileSync(join(folder, `${second}.notice`), '{');
    expect(open(folder).notices()).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.notice'))).toEqual([]);
  });

  test('one bad profile does not take the others with it', async () => {
    const folder = temporaryFolder();
    const good = { id: randomUUID(), name: 'good' };
    const bad = { id: randomUUID(), name: 'bad', grant: 'telepathy' };
    const content = JSON.stringify({ version: 1, profiles: [good, bad], settings: { theme: 'dark', keepRuns: -1 }, stray: 1 });
    writeFileSync(fileIn(folder), content);
    const store = open(folder);
    const { profiles, settings } = await store.read();
    expect(profiles.map(({ name }) => name)).toEqual(['good']);
    expect(settings).toMatchObject({ theme: 'dark', keepRuns: 10_000 });
    expect(store.notices()[0]?.message).toBe('The workspace file was damaged (the unknown entry stray, profile 2, the setting keepRuns).');
    expect(readFileSync(join(folder, damagedIn(folder)[0] ?? ''), 'utf8')).toBe(content);
  });

  test('hostile members of a file change nothing but themselves', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      fileIn(folder),
      `{"version":1,"__proto__":{"polluted":1},"environments":[{"id":"${randomUUID()}","name":"kept","__proto__":{"x":1}}]}`,
    );
    expect(names(await open(folder).read())).toEqual(['kept']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

test('a file of a newer Grantbench is left untouched', async () => {
  const folder = temporaryFolder();
  const content = '{"version":2,"profiles":"of another form"}';
  writeFileSync(fileIn(folder), content);
  const store = open(folder);
  await expect(store.read()).rejects.toMatchObject({ code: 'STORE_TOO_NEW' });
  await expect(store.change(adding('x'))).rejects.toMatchObject({ code: 'STORE_TOO_NEW' });
  expect(readFileSync(fileIn(folder), 'utf8')).toBe(content);
  expect(damagedIn(folder)).toEqual([]);
});

test('an older form goes through every version up to the wanted one', () => {
  const steps = new Map<number, Migration>([
    [1, (data) => ({ ...data, renamed: 'once' })],
    [3, (data) => ({ ...data, added: true })],
  ]);
  expect(migrate({ version: 1, kept: 0 }, 1, 4, steps)).toEqual({ version: 4, kept: 0, renamed: 'once', added: true });
});

test('an edit that throws, or makes nonsense, writes nothing', async () => {
  const folder = temporaryFolder();
  const store = open(folder);
  await store.change(adding('kept'));
  const before = readFileSync(fileIn(folder), 'utf8');
  const nonsense = store.change((workspace) => ({ ...workspace, environments: [{ id: 'no uuid', name: 'x', variables: [] }] }));
  await expect(nonsense).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  const throwing = store.change(() => {
    throw new TypeError('a fault of ours');
  });
  await expect(throwing).rejects.toMatchObject({ code: 'INTERNAL' });
  expect(readFileSync(fileIn(folder), 'utf8')).toBe(before);
});

test('a folder that cannot be written is an error, not a crash', async () => {
  const folder = temporaryFolder();
  mkdirSync(fileIn(folder));
  await expect(open(folder).read()).rejects.toMatchObject({ code: 'STORE_FAILED' });
  await expect(open(join(fileIn(folder), 'nowhere\0')).change(adding('x'))).rejects.toMatchObject({ code: 'STORE_FAILED' });
});

test('a change waits for another holder of the lock only so long', async () => {
  const folder = temporaryFolder();
  const held = withFileLock(join(folder, 'workspace.lock'), 0, async () => {
    await expect(open(folder, 50).change(adding('x'))).rejects.toMatchObject({ code: 'STORE_BUSY' });
  });
  await held;
  expect(names(await open(folder, 50).change(adding('y')))).toEqual(['y']);
});

test('asking for a lock this process holds already does not give it away to another process', async () => {
  const file = join(temporaryFolder(), 'lock');
  const tryElsewhere = () =>
    spawnSync(process.execPath, ['-e', `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec('BEGIN IMMEDIATE')`, file]).status;
  await withFileLock(file, 0, async () => {
    await expect(withFileLock(file, 10, () => undefined)).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect(tryElsewhere()).toBe(1);
  });
  expect(tryElsewhere()).toBe(0);
});

test('a lock file full of nonsense locks nobody out', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'workspace.lock'), 'nonsense, and more of it than a header would need'.repeat(10));
  expect(names(await open(folder).change(adding('x')))).toEqual(['x']);
});

test('the file is for its owner alone, and desktop and command line share it', async () => {
  const folder = temporaryFolder();
  await open(folder).change(adding('of conf'));
  const desktop = await runProgram('electron-store-change', [folder, 'of electron-store']);
  expect(desktop).toMatchObject({ code: 0, stdout: '["of conf","of electron-store"]\n' });
  expect(names(await open(folder).read())).toEqual(['of conf', 'of electron-store']);
  if (process.platform !== 'win32') {
    for (const name of readdirSync(folder)) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  }
  expect(readdirSync(folder).sort()).toEqual(['workspace.json', 'workspace.lock']);
});

test('two processes and this one make 100 changes each: all survive', async () => {
  const folder = temporaryFolder();
  const store = open(folder, 60_000);
  const own = Array.from({ length: 100 }, (_, index) => store.change(adding(`own ${index}`)));
  const others = [runProgram('workspace-writer', [folder, '100']), runProgram('workspace-writer', [folder, '100'])];
  for (const { code, stderr } of await Promise.all(others)) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await Promise.all(own);
  const { environments } = await open(folder).read();
  expect(new Set(environments.map(({ id }) => id)).size).toBe(300);
}, 60_000);

test('a writer killed at any instant loses nothing it acknowledged and corrupts nothing', async () => {
  const folder = temporaryFolder();
  const acknowledged: string[] = [];
  for (let round = 0; round < 12; round += 1) {
    const writer = spawn(process.execPath, [programFile('workspace-writer'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let inRound = 0;
    for await (const id of createInterface({ input: writer.stdout })) {
      acknowledged.push(id);
      inRound += 1;
      // A different instant of the next change in every round.
      if (inRound === 5 + round) setTimeout(() => writer.kill('SIGKILL'), Math.random() * 4);
    }
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');
    const store = open(folder, 1_000);
    const ids = new Set((await store.change(adding('of the survivor'))).environments.map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(store.notices()).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThan(100);
  expect(readdirSync(folder).sort()).toEqual(['workspace.json', 'workspace.lock']);
}, 60_000);

test('a write that the disk cuts short is noticed, and the old file is back', async () => {
  const folder = temporaryFolder();
  await open(folder).change(adding('kept'));
  const before = readFileSync(fileIn(folder), 'utf8');
  const limited = spawn(
    'bash',
    ['-c', `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`, process.execPath, programFile('workspace-writer'), folder, '200'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let last = '';
  let failure = '';
  limited.stdout.on('data', (chunk: Buffer) => {
    last = chunk.toString().trim().split('\n').at(-1) ?? '';
  });
  limited.stderr.on('data', (chunk: Buffer) => {
    failure += chunk.toString();
  });
  const [code] = (await once(limited, 'close')) as [number];
  expect(code).not.toBe(0);
  expect(failure).toContain('STORE_FAILED');
  const store = open(folder);
  expect((await store.read()).environments.at(-1)?.id).toBe(last);
  expect(store.notices()).toEqual([]);
  expect(existsSync(`${fileIn(folder)}.previous`)).toBe(false);
  expect(before.length).toBeLessThan(readFileSync(fileIn(folder), 'utf8').length);
});
