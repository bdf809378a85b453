import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertPrivateSession } from '../integration/storage/private-session.ts';
import { foundCanary } from './canary.ts';
import { callWrongly, lookAtEverything, odd, paste } from './canary-odd-calls.ts';
import { type CanaryWorld, canaryWorld, enterSecrets, enterVariables, take, turns } from './canary-scenario.ts';
import { filesBelow, sightingsInFiles } from './files.ts';
import { canaryScanner } from './find-canaries.ts';
import { listeningSockets } from './listening-sockets.ts';
import { sightingsInTranscript } from './masked-transcript.ts';
import { type ServeProcess, startServe } from './serve-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantbench-canary-serve-'));
const loopback = /^(127\.0\.0\.1|\[::1\]):\d+$/;
let world: CanaryWorld;
let serve: ServeProcess;
/** Seen while the playground ran and a run waited for its redirect. */
let listening: string[] = [];

beforeAll(async () => {
  assertPrivateSession();
  world = await canaryWorld();
  serve = await startServe(folder);
  const { screen } = serve;
  await screen.ask('playground.start', {});
  await enterVariables(screen);
  const profileId = await enterSecrets(screen);
  // What a run makes of secrets is the same in every host; here every grant and every way it is told brings its own.
  const some = turns().filter(
    ({ token, authorization }) =>
      ['tokens', 'refusesInBase64', 'plainText'].includes(token) && ['code', 'refuses', 'codeAndError'].includes(authorization),
  );
  const waiting = screen
    .until('run.stepped', ({ step }) => step.status === 'waiting')
    .then(() => {
      if (process.platform === 'linux') listening = listeningSockets(serve.child.pid ?? 0);
    });
  for (const turn of some) await take(screen, world, profileId, turn);
  await waiting;
  await paste(screen, world, profileId);
  await callWrongly(screen);
  await lookAtEverything(screen, profileId);
}, 240_000);

afterAll(async () => {
  await serve?.stop();
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

const scanner = () =>
  canaryScanner([...world.canaries(), ...Object.values(odd), ...serve.tokens.map((token) => foundCanary('right to call the host', token))]);

describe('grantbench serve with a canary as every secret', () => {
  test('tells the page none, in no reply and no event', () => {
    expect(serve.screen.transcript.entries.filter(({ from }) => from.startsWith('event run.finished')).length).toBeGreaterThan(10);
    expect(sightingsInTranscript(scanner(), serve.screen.transcript)).toEqual([]);
  });

  test('sets no cookie', () => {
    expect(serve.cookies).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('listens on loopback only: screen, playground and redirects', () => {
    // The screen on both loopback addresses, the playground, and the redirect listener on at least one.
    expect(listening.length).toBeGreaterThanOrEqual(4);
    for (const socket of listening) expect(socket).toMatch(loopback);
  });

  test.runIf(process.platform === 'linux')('which the look at the sockets would have seen otherwise', async () => {
    const open = createServer().listen(0, '0.0.0.0');
    const open6 = createServer().listen({ port: 0, host: '::', ipv6Only: true });
    await new Promise((resolve) => open6.once('listening', resolve));
    expect(listeningSockets(process.pid).filter((socket) => !loopback.test(socket)).length).toBe(2);
    open.close();
    open6.close();
  });

  test.runIf(process.platform !== 'win32')('makes folders and files for their owner alone', () => {
    const data = join(folder, 'data');
    const names = readdirSync(data, { recursive: true, encoding: 'utf8' });
    expect(names).toEqual(expect.arrayContaining(['workspace.json', 'history.sqlite', 'grantbench.log']));
    const open = ['', ...names].map((name) => [name, statSync(join(data, name))] as const).filter(([, stat]) => (stat.mode & 0o077) !== 0);
    expect(open.map(([name, stat]) => `${name} ${(stat.mode & 0o777).toString(8)}`)).toEqual([]);
  });

  test('leaves none in any file, wherever it may write, nor on its own output', async () => {
    expect(sightingsInFiles(scanner(), folder)).toEqual([]);
    await serve.stop();
    expect(filesBelow(folder).length).toBeGreaterThan(3);
    expect(sightingsInFiles(scanner(), folder)).toEqual([]);
    expect(scanner().find(serve.written())).toEqual([]);
  });
});
