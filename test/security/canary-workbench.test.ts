import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunView } from '../../shared/model/run.ts';
import { assertPrivateSession } from '../integration/storage/private-session.ts';
import type { Canary } from './canary.ts';
import { type PassingRuns, passing, passThrough } from './canary-endpoints.ts';
import { callWrongly, cancel, lookAtEverything, odd, paste, runWrongly } from './canary-odd-calls.ts';
import { registerClients, registering } from './canary-registration.ts';
import { type CanaryWorld, canaryWorld, enterSecrets, enterVariables, given, take, turns, variables } from './canary-scenario.ts';
import { runThroughTransport, type TransportRuns, transport } from './canary-transport.ts';
import { filesBelow, sightingsInFiles } from './files.ts';
import { canaryScanner } from './find-canaries.ts';
import { sightingsInTranscript } from './masked-transcript.ts';
import { openWorkbench, type WorkbenchInProcess } from './workbench-in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantbench-canary-'));
const views: RunView[] = [];
let world: CanaryWorld;
let workbench: WorkbenchInProcess;
let transported: TransportRuns;
let registered: readonly RunView[];
let passed: PassingRuns;

beforeAll(async () => {
  assertPrivateSession();
  world = await canaryWorld();
  workbench = openWorkbench(folder);
  const { screen } = workbench;
  await enterVariables(screen);
  const profileId = await enterSecrets(screen);
  for (const turn of turns()) views.push(await take(screen, world, profileId, turn));
  await paste(screen, world, profileId);
  await cancel(screen, world, profileId);
  await callWrongly(screen);
  await runWrongly(screen, world);
  transported = await runThroughTransport(screen, world);
  registered = await registerClients(screen, world);
  passed = await passThrough(screen, world, profileId);
  await lookAtEverything(screen, profileId);
}, 240_000);

afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

const scanner = () => canaryScanner([...world.canaries(), ...Object.values(odd), ...Object.values(passing), ...transported.canaries]);

describe('with a canary as every secret, against a server that repeats everything', () => {
  test('the runs came as far as they could, with every secret on the wire', () => {
    const ends = new Set(views.map(({ summary }) => summary.errorCode ?? 'tokens'));
    for (const end of [
      'tokens',
      'OAUTH_RESPONSE',
      'OAUTH_INVALID_RESPONSE',
      'OAUTH_STATE_MISMATCH',
      'OAUTH_ISSUER_MISMATCH',
      'NET_BROKEN',
    ]) {
      expect(ends).toContain(end);
    }
    const sent = world.server.transcripts();
    const kinds = new Set(
      canaryScanner([...Object.values(given), ...Object.values(variables)])
        .find(sent)
        .map(({ kind }) => kind),
    );
    const { host: _unresolvable, ...sentVariables } = variables;
    for (const { kind } of [...Object.values(given), ...Object.values(sentVariables)]) expect(kinds).toContain(kind);
  });

  test('proxy password and certificates were used, and wrong passphrases refused', () => {
    const ends = transported.views.map(({ summary }) => summary.errorCode ?? 'tokens');
    expect(ends.slice(0, 4)).toEqual(['tokens', 'OAUTH_RESPONSE', 'OAUTH_INVALID_RESPONSE', 'OAUTH_INVALID_RESPONSE']);
    expect(ends.slice(4)).toEqual(['tokens', 'tokens', 'INPUT_CERTIFICATE', 'INPUT_CERTIFICATE', 'INPUT_CERTIFICATE', 'INPUT_CERTIFICATE']);
    expect(canaryScanner([transport.proxy]).find(world.server.transcripts()).length).toBeGreaterThan(0);
  });

  test('endpoints were asked, runs stood still, messages were sent again, redirects captured and handed on', () => {
    expect(passed.endpoints.map(({ summary }) => summary.task)).toEqual([
      ...['introspection', 'introspection', 'userinfo', 'revocation'],
      ...['resource', 'resource', 'resource', 'resource', 'logout'],
    ]);
    for (const { summary, answer } of passed.endpoints)
      if (summary.task !== 'logout') expect([summary.task, answer?.status]).toEqual([summary.task, expect.any(Number)]);
    expect(passed.endpoints.at(-1)?.summary.outcome).not.toBe('failed');
    for (const view of [...passed.stopped, ...passed.replayed, passed.handed]) expect(view.tokens.length).toBeGreaterThan(0);
    expect(passed.replayed.length).toBe(1);
    const kinds = new Set(
      canaryScanner(Object.values(passing))
        .find(world.server.transcripts())
        .map(({ kind }) => kind),
    );
    const { captured, fragment, capturedCookie, capturedHeader, ...sent } = passing;
    for (const { kind } of Object.values(sent)) expect(kinds).toContain(kind);
  });

  test('clients were registered, read, changed and deleted, with every token on the wire; what they were given can be revealed', async () => {
    expect(registered.map(({ summary }) => summary.errorCode)).toEqual([null, null, null, null, 'OAUTH_RESPONSE']);
    const sent = canaryScanner([...world.canaries(), ...Object.values(registering)]).find(world.server.transcripts());
    const kinds = new Set(sent.map(({ kind }) => kind));
    for (const kind of [registering.initial.kind, registering.statement.kind, 'registration_access_token of the server'])
      expect(kinds).toContain(kind);
    const [first] = registered;
    const step = first?.steps.at(-1)?.index ?? 0;
    const part = { kind: 'step', index: step, field: 'response.body' } as const;
    const { text } = await workbench.screen.ask('exchange.reveal', { runId: first?.summary.id ?? '', part });
    expect(
      canaryScanner(world.canaries())
        .find(text)
        .map(({ kind }) => kind),
    ).toContain('client_secret of the server');
  });

  test('no reply, no event and no page shows one', () => {
    expect(workbench.screen.transcript.entries.length).toBeGreaterThan(500);
    expect(sightingsInTranscript(scanner(), workbench.screen.transcript)).toEqual([]);
  });

  test('yet each stands where it was hidden, and is given to whoever asks', async () => {
    const { screen } = workbench;
    const revealed: string[] = [];
    for (const { summary, steps } of views.filter(({ tokens }) => tokens.length > 0)) {
      for (const { index, exchange } of steps) {
        if (exchange === null) continue;
        for (const field of ['request.url', 'request.headers', 'request.body', 'response.headers', 'response.body'] as const) {
          revealed.push((await screen.ask('exchange.reveal', { runId: summary.id, part: { kind: 'step', index, field } })).text);
        }
      }
      for (const { kind } of views.find((view) => view.summary.id === summary.id)?.tokens ?? []) {
        revealed.push((await screen.ask('exchange.reveal', { runId: summary.id, part: { kind: 'token', token: kind } })).text);
      }
    }
    const seen = new Set(
      canaryScanner(world.canaries())
        .find(revealed.join('\n'))
        .map(({ kind }) => kind),
    );
    const hidden: readonly Canary[] = [...Object.values(given), variables.scope, variables.tenant, variables.client, world.browserCookie];
    for (const { kind } of hidden) expect(seen).toContain(kind);
    for (const kind of ['access_token', 'refresh_token', 'code', 'cookie']) expect(seen).toContain(`${kind} of the server`);
    for (const kind of ['signed_token', 'code_verifier', 'client_notification_token']) expect(seen).toContain(kind);
  }, 60_000);

  test('no file holds one, while the workbench runs and after it ended', async () => {
    const names = filesBelow(folder).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['workspace.json', 'history.sqlite', 'history.sqlite-wal', 'grantbench.log']));
    expect(sightingsInFiles(scanner(), folder)).toEqual([]);
    await workbench.close();
    expect(sightingsInFiles(scanner(), folder)).toEqual([]);
  });

  test('and the scanner would have seen it there', () => {
    // What stands readable in the files is found by the same bytes-and-all reading.
    const clear = filesBelow(folder).find(({ name }) => name === 'workspace.json');
    expect(canaryScanner([{ kind: 'clear', value: 'client {{client}}' }]).find(clear?.bytes ?? '').length).toBeGreaterThan(0);
  });
});
