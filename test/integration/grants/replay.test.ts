import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../node/clock-random.ts';
import { createHttpPort } from '../../../node/http/undici-http-port.ts';
import { createRedirectPort } from '../../../node/redirect/redirect-port.ts';
import { profile } from '../../../shared/model/profile.ts';
import type { RunView, StepName } from '../../../shared/model/run.ts';
import type { ChangedPair, ShownMessage } from '../../../shared/model/stop.ts';
import { type ExtendedOidcServer, startExtendedOidcServer } from '../../fixtures/extended-oidc-server.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/oidc-server.ts';
import { signIn, signInAndLand } from '../../fixtures/sign-in.ts';
import { workbenchUnderTest } from '../../unit/workbench/workbench-under-test.ts';

const http = createHttpPort();
const redirect = createRedirectPort(systemClock);
const { call, until, toldOf, world, close } = workbenchUnderTest((ports) => ({ ...ports, http, redirect }));
let server: OidcServer;
let extended: ExtendedOidcServer;
beforeAll(async () => {
  [server, extended] = await Promise.all([startOidcServer(), startExtendedOidcServer()]);
});
afterAll(async () => {
  await close();
  await Promise.all([http.close(), redirect.close(), server.close(), extended.close()]);
});

/** How the browser brings the redirect to the run. */
type Bringing = (authorizationUrl: string, runId: string) => Promise<unknown>;

/** Runs the code flow to its end, signing in as alice. */
async function codeRun(
  issuer: string,
  clientId: string,
  secret: string,
  request: object = {},
  bring: Bringing = signInAndLand,
): Promise<RunView> {
  const id = crypto.randomUUID();
  const whole = profile.parse({
    id,
    name: clientId,
    grant: 'authorization_code',
    server: { issuer },
    client: { clientId, authMethod: 'client_secret_basic', clientSecret: { secret: 'client_secret' } },
    request: { scope: 'openid', ...request },
  });
  await call('profile.save', { profile: whole });
  await call('secret.set', { owner: id, field: 'client_secret', value: secret });
  const runId = crypto.randomUUID();
  const opened = world.opened.length;
  const done = call('run.start', { runId, profileId: id, grant: 'authorization_code' });
  await until('run.stepped', ({ runId: other, step }) => other === runId && step.waiting?.for === 'browser');
  await bring(world.opened[opened] ?? '', runId);
  const view = await done;
  expect(view.error).toBeNull();
  return view;
}

const stepOf = ({ summary, steps }: RunView, name: StepName) => ({
  runId: summary.id,
  step: steps.find((step) => step.name === name)?.index ?? -1,
});
const send = (of: ReturnType<typeof stepOf>, changes: object = {}) => call('replay.send', { runId: crypto.randomUUID(), of, changes });
const but = ({ parameters }: ShownMessage, name: string, value: string) => ({
  parameters: parameters.map((pair, kept): ChangedPair => (pair.name === name ? { name, value } : { kept })),
});
const verdict = ({ steps }: RunView, id: string) => steps.flatMap(({ verdicts }) => verdicts).find((each) => each.id === id);

describe('a token request sent again', () => {
  it('is a code used twice: refused by the server, named by the diagnosis, marked as a replay, and nothing else is sent', async () => {
    const view = await codeRun(server.issuer, 'basic', 'basic-secret-1');
    const of = stepOf(view, 'token');
    const { name, message } = await call('replay.read', { of });
    expect(name).toBe('token');
    expect(message).toMatchObject({ method: 'POST', target: [`${server.issuer}/token`] });
    const secrets = [server.tokenRequests.at(-1)?.code, server.tokenRequests.at(-1)?.code_verifier, 'basic-secret-1'].map(String);
    expect(secrets).not.toContain('undefined');
    for (const secret of secrets) expect(JSON.stringify(message)).not.toContain(secret);

    const before = server.tokenRequests.length;
    const replay = await send(of);
    expect(replay.replayOf).toEqual(of);
    expect(replay.summary).toMatchObject({ task: 'replay', grant: 'authorization_code', outcome: 'failed' });
    expect(replay.steps.map((step) => step.name)).toEqual(['token']);
    expect(replay.error).toMatchObject({ oauth: { error: 'invalid_grant' } });
    expect(replay.diagnosis[0]).toMatchObject({
      id: 'code_used_twice',
      evidence: expect.stringContaining('The run that is replayed here'),
    });
    expect(server.tokenRequests.slice(before)).toEqual([server.tokenRequests[before - 1]]);
    for (const secret of secrets) expect(JSON.stringify([replay, toldOf('run.stepped')])).not.toContain(secret);
    expect((await call('run.list', {})).runs.find(({ task }) => task === 'replay')).toMatchObject({ id: replay.summary.id });
  });

  it('shows a hidden value that is asked for, and sends what was changed', async () => {
    const view = await codeRun(server.issuer, 'basic', 'basic-secret-1');
    const of = stepOf(view, 'token');
    const { message } = await call('replay.read', { of });
    const index = message.parameters.findIndex(({ name }) => name === 'code');
    const part = { kind: 'message', index: of.step, at: { list: 'parameters', index } } as const;
    expect((await call('exchange.reveal', { runId: of.runId, part })).text).toBe(server.tokenRequests.at(-1)?.code);

    const replay = await send(of, but(message, 'redirect_uri', 'http://127.0.0.1/other'));
    expect(server.tokenRequests.at(-1)).toMatchObject({ redirect_uri: 'http://127.0.0.1/other' });
    expect(verdict(replay, 'security_parameters')).toMatchObject({ status: 'warning', actual: 'changed redirect_uri' });
    expect(replay.steps[0]?.label).toBe('code, code_verifier, again: redirect_uri changed');
  });

  it('brings tokens where the server gives them: they are held and read like any', async () => {
    const view = await codeRun(server.issuer, 'basic', 'basic-secret-1');
    const refresh = await call('exchange.reveal', { runId: view.summary.id, part: { kind: 'token', token: 'refresh_token' } });
    const replay = await send(stepOf(view, 'token'), {
      parameters: [
        { name: 'grant_type', value: 'refresh_token' },
        { name: 'refresh_token', value: refresh.text },
      ],
    });
    expect(replay.error).toBeNull();
    expect(replay.tokens.map(({ kind }) => kind)).toContain('access_token');
    expect(JSON.stringify([replay, toldOf('run.stepped')])).not.toContain(refresh.text);
  });

  it('that changes what was never there is refused, and nothing is sent', async () => {
    const view = await codeRun(server.issuer, 'basic', 'basic-secret-1');
    const before = server.tokenRequests.length;
    await expect(send(stepOf(view, 'token'), { parameters: [{ kept: 99 }] })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(send(stepOf(view, 'authorization'))).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    expect(server.tokenRequests).toHaveLength(before);
  });
});

describe('a callback judged again', () => {
  it('as it was: it holds, and the server refuses the code that was used', async () => {
    const view = await codeRun(server.issuer, 'basic', 'basic-secret-1');
    const replay = await send(stepOf(view, 'callback'));
    expect(replay.steps.map(({ name }) => name)).toEqual(['discovery', 'callback', 'token']);
    expect(verdict(replay, 'state')).toMatchObject({ status: 'pass' });
    expect(replay.error).toMatchObject({ oauth: { error: 'invalid_grant' } });
    expect(replay.diagnosis[0]).toMatchObject({ id: 'code_used_twice' });
  });

  it.each([
    ['state', 'forged', 'OAUTH_STATE_MISMATCH'],
    ['iss', 'https://attacker.example', 'OAUTH_ISSUER_MISMATCH'],
  ])('with another %s: refused here, and no code is sent anywhere', async (name, value, code) => {
    const view = await codeRun(server.issuer, 'basic', 'basic-secret-1');
    const { message } = await call('replay.read', { of: stepOf(view, 'callback') });
    const before = server.tokenRequests.length;
    const replay = await send(stepOf(view, 'callback'), but(message, name, value));
    expect(replay.error).toMatchObject({ code });
    expect(verdict(replay, 'security_parameters')).toMatchObject({ actual: `changed ${name}` });
    expect(server.tokenRequests).toHaveLength(before);
  });

  it('that was pasted by hand: kept sealed, accepted again with changes, and marked as pasted', async () => {
    let pasted = '';
    const view = await codeRun(server.issuer, 'basic', 'basic-secret-1', {}, async (url, runId) => {
      pasted = (await signIn(url)).redirect;
      await call('redirect.paste', { runId, url: pasted });
    });
    const of = stepOf(view, 'callback');
    expect(view.steps[of.step]).toMatchObject({ exchange: null, pasted: true, label: 'code, state, iss · paste' });
    const code = new URL(pasted).searchParams.get('code') ?? '';
    expect(code).not.toBe('');
    expect(JSON.stringify(view)).not.toContain(code);

    const { message } = await call('replay.read', { of });
    expect(JSON.stringify(message)).not.toContain(code);
    const again = await send(of);
    expect(again).toMatchObject({ replayOf: of, error: { oauth: { error: 'invalid_grant' } } });
    const forged = await send(of, but(message, 'state', 'forged'));
    expect(forged.error).toMatchObject({ code: 'OAUTH_STATE_MISMATCH' });
    expect(forged.steps.at(-1)).toMatchObject({ pasted: true, label: 'code, state, iss · paste' });
    expect(JSON.stringify([again, forged, toldOf('run.stepped')])).not.toContain(code);
  });

  it('with the code of another run: the server finds that the verifier is not its own', async () => {
    const [victim, attacker] = [
      await codeRun(server.issuer, 'basic', 'basic-secret-1'),
      await codeRun(server.issuer, 'basic', 'basic-secret-1'),
    ];
    const stolen = await call('exchange.reveal', {
      runId: victim.summary.id,
      part: { kind: 'message', index: stepOf(victim, 'callback').step, at: { list: 'parameters', index: 0 } },
    });
    const { message } = await call('replay.read', { of: stepOf(attacker, 'callback') });
    const replay = await send(stepOf(attacker, 'callback'), but(message, 'code', stolen.text));
    expect(server.tokenRequests.at(-1)?.code).toBe(stolen.text);
    expect(replay.error).toMatchObject({ oauth: { error: 'invalid_grant' } });
    expect(JSON.stringify(replay)).not.toContain(stolen.text);
  });
});

describe('another request sent again', () => {
  it('a pushed authorization request is taken a second time, and gives another request_uri', async () => {
    const view = await codeRun(extended.issuer, 'everything', 'everything-secret-1', { protection: { par: true } });
    const replay = await send(stepOf(view, 'pushed_authorization_request'));
    expect(replay.error).toBeNull();
    expect(replay.summary.outcome).toBe('succeeded');
    expect(replay.steps).toHaveLength(1);
    expect(replay.steps[0]).toMatchObject({ name: 'pushed_authorization_request', exchange: { response: { status: 201 } } });
  });
});
