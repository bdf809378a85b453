/** History as several processes see it, each with the real keychain of a private session of the test's own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { withPrivateKeychain } from '../../../scripts/private-keychain.ts';
import { runProgram, temporaryFolder } from './private-session.ts';
import { programFile } from './program-file.ts';

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '');
const historyOf = (folder: string) => join(folder, 'history.sqlite');

/** `[why it is closed, runs listed or the error]` for each step of the program. */
async function look(folder: string, env: Readonly<NodeJS.ProcessEnv>, ...steps: string[]): Promise<unknown> {
  const { stdout, stderr, code } = await runProgram('run-read', [folder, ...steps], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe.runIf(process.platform === 'linux')('history and the keychain of Linux', () => {
  test('a locked keychain closes history and makes no new key; unlocked, everything is there', () =>
    withPrivateKeychain(async ({ env, lock, unlock }) => {
      const folder = temporaryFolder();
      expect((await runProgram('run-writer', [folder, '3'], env)).code).toBe(0);
      lock();
      expect(await look(folder, env, 'again')).toEqual(Array(2).fill(['KEYCHAIN_LOCKED', 'KEYCHAIN_LOCKED']));
      await unlock();
      expect(await look(folder, env)).toEqual([[null, 3]]);
    }));

  test('a keychain that is locked at the very first start leaves no history behind that nobody can open', () =>
    withPrivateKeychain(async ({ env, lock, unlock }) => {
      const folder = temporaryFolder();
      lock();
      expect(await look(folder, env)).toEqual([['KEYCHAIN_LOCKED', 'KEYCHAIN_LOCKED']]);
      await unlock();
      expect(await look(folder, env, 'put')).toEqual([
        [null, 0],
        [null, 1],
      ]);
    }));

  test('a wipe works without the key', () =>
    withPrivateKeychain(async ({ env, lock, unlock }) => {
      const folder = temporaryFolder();
      await runProgram('run-writer', [folder, '3'], env);
      lock();
      expect(await look(folder, env, 'wipe')).toEqual(Array(2).fill(['KEYCHAIN_LOCKED', 'KEYCHAIN_LOCKED']));
      await unlock();
      expect(await look(folder, env)).toEqual([[null, 0]]);
    }));

  test('a keychain that waits for a person does not hold up the first screen, nor the end', () =>
    withPrivateKeychain(async ({ env, freeze, thaw }) => {
      const folder = temporaryFolder();
      await runProgram('run-writer', [folder, '3'], env);
      freeze();
      expect(await look(folder, env, 'impatient')).toEqual([['KEYCHAIN_LOCKED', 'KEYCHAIN_LOCKED']]);
      thaw();
      expect(await look(folder, env)).toEqual([[null, 3]]);
    }));

  test('no keychain at all: history is closed until the user chooses memory, which leaves no file with runs', () =>
    withPrivateKeychain(async ({ env, stop }) => {
      const folder = temporaryFolder();
      await stop();
      expect(await look(folder, env, 'memory', 'put')).toEqual([
        ['KEYCHAIN_UNAVAILABLE', 'KEYCHAIN_UNAVAILABLE'],
        [null, 0],
        [null, 1],
      ]);
      expect(await look(folder, env)).toEqual([['KEYCHAIN_UNAVAILABLE', 'KEYCHAIN_UNAVAILABLE']]);
    }));

  test('switching to memory in the middle closes the file', () =>
    withPrivateKeychain(async ({ env }) => {
      const folder = temporaryFolder();
      expect(await look(folder, env, 'put', 'memory', 'put')).toEqual([
        [null, 0],
        [null, 1],
        [null, 0],
        [null, 1],
      ]);
      expect(await look(folder, env)).toEqual([[null, 1]]);
    }));

  test('four processes that start history together end up with one key, and every run is there', () =>
    withPrivateKeychain(async ({ env }) => {
      const folder = temporaryFolder();
      const writers = await Promise.all(Array.from({ length: 4 }, () => runProgram('run-writer', [folder, '25'], env)));
      for (const { code, stderr } of writers) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(await look(folder, env)).toEqual([[null, 100]]);
      const calls = JSON.stringify({ options: {}, calls: [['list', 'history/']] });
      const { stdout } = await runProgram('secrets', [calls], env);
      expect(JSON.parse(stdout)).toEqual({ value: [expect.stringMatching(/^history\/key-/)] });
    }));

  test(
    'a writer killed at any instant loses nothing it acknowledged and corrupts nothing',
    () =>
      withPrivateKeychain(async ({ env }) => {
        const folder = temporaryFolder();
        const acknowledged: string[] = [];
        for (let round = 0; round < 10; round += 1) {
          const writer = spawn(process.execPath, [programFile('run-writer'), folder], { env, stdio: ['ignore', 'pipe', 'inherit'] });
          let inRound = 0;
          // The first rounds die while key and file are being made.
          if (round < 3) setTimeout(() => writer.kill('SIGKILL'), 80 + 60 * round);
          for await (const id of createInterface({ input: writer.stdout })) {
            acknowledged.push(id);
            inRound += 1;
            if (inRound === 20 + round) setTimeout(() => writer.kill('SIGKILL'), Math.random() * 4);
          }
          if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');
        }
        const [[problem, total]] = (await look(folder, env)) as [[unknown, number]];
        expect(problem).toBe(null);
        expect(acknowledged.length).toBeGreaterThan(100);
        expect(total).toBeGreaterThanOrEqual(acknowledged.length);
        const database = new DatabaseSync(historyOf(folder), { readOnly: true });
        const ids = new Set(
          database
            .prepare('SELECT id FROM run JOIN record USING (number)')
            .all()
            .map(({ id }) => id),
        );
        expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
        expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
        database.close();
      }),
    60_000,
  );

  test('a program that wrote runs exits by itself', () =>
    withPrivateKeychain(async ({ env }) => {
      const folder = temporaryFolder();
      const { code, signal, stdout } = await runProgram('run-writer', [folder, '1'], env);
      expect({ code, signal, written: lines(stdout).length }).toEqual({ code: 0, signal: null, written: 1 });
      expect(existsSync(historyOf(folder)) && readFileSync(historyOf(folder)).includes('CANARY')).toBe(false);
    }));
});
