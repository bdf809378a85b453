import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type PrivateKeychain, withPrivateKeychain } from '../../../scripts/private-keychain.ts';
import { runProgram, temporaryFolder } from './private-session.ts';

type Call = readonly [string, ...string[]];

interface Outcome {
  readonly value?: unknown;
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
}

/** Each call's outcome, made by a program of its own inside the private session. */
async function secrets(env: Readonly<NodeJS.ProcessEnv>, calls: readonly Call[], options: object = {}): Promise<Outcome[]> {
  const { stdout, code, signal } = await runProgram('secrets', [JSON.stringify({ options, calls })], env);
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome);
}

const inPrivate = (use: (keychain: PrivateKeychain) => Promise<void>) => () => withPrivateKeychain(use);

describe.runIf(process.platform === 'linux')('the keychain of Linux', () => {
  test(
    'keeps a secret for the next program',
    inPrivate(async ({ env }) => {
      const account = `${randomUUID()}/clientSecret`;
      await secrets(env, [['set', account, 'Grüße, 密码']]);
      expect(await secrets(env, [['get', account], ['delete', account], ['get', account], ['probe']])).toEqual([
        { value: 'Grüße, 密码' },
        { value: null },
        { value: null },
        { value: 'ready' },
      ]);
    }),
  );

  test(
    'keeps values a keychain would refuse or take for something else',
    inPrivate(async ({ env }) => {
      const fakeHead = `grantbench-parts/1:${'0'.repeat(9)}-${'0'.repeat(16)}:1:${'A'.repeat(43)}`;
      expect(
        await secrets(env, [
          ['set', 'a/empty', ''],
          ['get', 'a/empty'],
          ['set', 'a/head', fakeHead],
          ['get', 'a/head'],
          ['list', 'a/'],
        ]),
      ).toEqual([{ value: null }, { value: '' }, { value: null }, { value: fakeHead }, { value: ['a/empty', 'a/head'] }]);
    }),
  );

  test(
    'refuses a value it could not give back',
    inPrivate(async ({ env }) => {
      const outcomes = await secrets(env, [
        ['set', 'a/nul', 'before\0after'],
        ['set', 'a/broken', '\ud800'],
        ['set', `a/b#${'0'.repeat(9)}-${'0'.repeat(16)}.1`, 'x'],
        ['set', 'probe/1', 'x'],
        ['list', ''],
      ]);
      expect(outcomes.map((outcome) => outcome.code ?? outcome.value)).toEqual([...Array(4).fill('INPUT_INVALID'), []]);
    }),
  );

  test(
    'tells a locked keychain from an empty one, in every call',
    inPrivate(async ({ env, lock, unlock }) => {
      await secrets(env, [['set', 'a/b', 'kept']]);
      expect(await secrets(env, [['get', 'a/nothing'], ['probe']])).toEqual([{ value: null }, { value: 'ready' }]);
      lock();
      const locked = await secrets(env, [
        ['get', 'a/b'],
        ['get', 'a/nothing'],
        ['set', 'a/b', 'new'],
        ['delete', 'a/b'],
        ['list', ''],
      ]);
      expect(locked.map((outcome) => outcome.code)).toEqual(Array(5).fill('KEYCHAIN_LOCKED'));
      expect(await secrets(env, [['probe']])).toEqual([{ value: 'locked' }]);
      await unlock();
      expect(
        await secrets(env, [
          ['get', 'a/b'],
          ['list', ''],
        ]),
      ).toEqual([{ value: 'kept' }, { value: ['a/b'] }]);
    }),
  );

  test(
    'a keychain that never answers is reported in time, and the program can still exit',
    inPrivate(async ({ env, freeze, thaw }) => {
      freeze();
      const quick = { timeoutMs: 800, probeTimeoutMs: 200 };
      const outcomes = await secrets(env, [['probe'], ['get', 'a/b'], ['set', 'a/b', 'never']], quick);
      expect(outcomes.map((outcome) => outcome.code ?? outcome.value)).toEqual(['locked', 'KEYCHAIN_LOCKED', 'KEYCHAIN_LOCKED']);
      const exiting = { options: quick, calls: [['get', 'a/b'], ['exit']] };
      expect(await runProgram('secrets', [JSON.stringify(exiting)], env)).toMatchObject({ code: 3, signal: null });
      thaw();
    }),
  );

  test(
    'nobody behind the name, or no bus at all, is an unavailable keychain',
    inPrivate(async ({ env, stop }) => {
      await stop();
      const [get, probe] = await secrets(env, [['get', 'a/b'], ['probe']]);
      expect([get?.code, probe?.value]).toEqual(['KEYCHAIN_UNAVAILABLE', 'unavailable']);
      const noBus = { ...env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
      expect((await secrets(noBus, [['set', 'a/b', 'x']]))[0]?.code).toBe('KEYCHAIN_UNAVAILABLE');
    }),
  );

  test(
    'a missing libsecret names the package to install',
    inPrivate(async ({ env }) => {
      const folder = temporaryFolder();
      // The loader looks here first and finds a file that is no library: keytar itself fails to load.
      writeFileSync(join(folder, 'libsecret-1.so.0'), 'not a library');
      const [get] = await secrets({ ...env, LD_LIBRARY_PATH: folder }, [['get', 'a/b']]);
      expect(get?.code).toBe('KEYCHAIN_UNAVAILABLE');
      expect(get?.hint).toContain('apt install libsecret-1-0');
    }),
  );

  test(
    'memory only: nothing touches the system any more',
    inPrivate(async ({ env }) => {
      const outcomes = await secrets(env, [
        ['set', 'a/system', '1'],
        ['useMemory'],
        ['get', 'a/system'],
        ['set', 'a/memory', '2'],
        ['get', 'a/memory'],
        ['list', 'a/'],
        ['delete', 'a/system'],
        ['probe'],
      ]);
      expect(outcomes.map((outcome) => outcome.value)).toEqual([null, null, null, null, '2', ['a/memory'], null, 'memory']);
      expect(await secrets(env, [['list', '']])).toEqual([{ value: ['a/system'] }]);
    }),
  );

  test(
    'a value longer than an item of Windows is kept whole and listed once',
    inPrivate(async ({ env }) => {
      const long = '🔑ü-'.repeat(2_000);
      const windows = { itemBytes: 2_560 };
      const outcomes = await secrets(
        env,
        [
          ['set', 'a/key', long],
          ['get', 'a/key'],
          ['list', ''],
        ],
        windows,
      );
      expect(outcomes).toEqual([{ value: null }, { value: long }, { value: ['a/key'] }]);
      // A program without the limit reads it, and writes its own as one item, however long.
      const longest = 'k'.repeat(100_000);
      expect(
        await secrets(env, [
          ['get', 'a/key'],
          ['set', 'a/key', longest],
          ['get', 'a/key'],
        ]),
      ).toEqual([{ value: long }, { value: null }, { value: longest }]);
    }),
  );
});
