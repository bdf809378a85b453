import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maskedText } from '../../../shared/exchange/sealed-text.ts';
import type { ResolvedProfile } from '../../../shared/model/resolved-profile.ts';
import { type RunRecord, runRecord, type Step } from '../../../shared/model/run.ts';
import { type ChangedPair, type MessageChanges, type StopPoint, stopPoint } from '../../../shared/model/stop.ts';
import { runGrant } from '../../../shared/workbench/run-grant.ts';
import type { StoppedRun } from '../../../shared/workbench/run-stop.ts';
import { type ExtendedOidcServer, startExtendedOidcServer } from '../../fixtures/extended-oidc-server.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/oidc-server.ts';
import { signInAndLand } from '../../fixtures/sign-in.ts';
import { openFlow, readyProfile } from './flow.ts';

const ports = openFlow();
let server: OidcServer;
let extended: ExtendedOidcServer;
beforeAll(async () => {
  [server, extended] = await Promise.all([startOidcServer(), startExtendedOidcServer()]);
});
afterAll(async () => {
  await Promise.all([ports.close(), server.close(), extended.close()]);
});

/** What the user does at a break point. */
type AtStop = (stopped: StoppedRun, step: Step) => MessageChanges | 'cancel';

interface Stepped {
  readonly record: RunRecord;
  readonly stops: readonly Step[];
  readonly told: readonly Step[];
  readonly opened: readonly URL[];
  readonly landed: readonly string[];
}

async function stepThrough(
  profile: ResolvedProfile,
  atStop: Partial<Record<StopPoint, AtStop>>,
  stops = Object.keys(atStop),
): Promise<Stepped> {
  const abort = new AbortController();
  const told: Step[] = [];
  const stopped: Step[] = [];
  const opened: URL[] = [];
  const landed: Promise<string>[] = [];
  const record = await runGrant(
    ports,
    { runId: crypto.randomUUID(), profile, clockSkewSeconds: 30, signal: abort.signal, stops: stops.map((stop) => stopPoint.parse(stop)) },
    {
      stepped(step) {
        told.push(structuredClone(step));
      },
      authorizationRequested({ url }) {
        opened.push(new URL(url));
        landed.push(signInAndLand(url));
      },
      stopped(run) {
        const step = told.findLast(({ waiting }) => waiting?.for === 'you');
        if (step?.waiting?.stop === undefined) throw new Error('The step does not say that it stands still.');
        stopped.push(step);
        const changes = atStop[step.waiting.stop.at]?.(run, step) ?? {};
        if (changes === 'cancel') abort.abort();
        else run.goOn(changes);
      },
    },
  );
  runRecord.parse(record);
  return { record, stops: stopped, told, opened, landed: await Promise.all(landed.map((page) => page.catch(() => ''))) };
}

const code = (more: Partial<ResolvedProfile['request']> = {}) =>
  readyProfile({
    grant: 'authorization_code',
    server: { issuer: server.issuer },
    client: { clientId: 'basic', authMethod: 'client_secret_basic', clientSecret: 'basic-secret-1' },
    request: { scope: 'openid api:read', ...more },
  });

/** All lines as they are, but for one name: another value, or none. */
function but({ message }: StoppedRun, list: 'parameters' | 'headers', name: string, value: string | null): ChangedPair[] {
  return message[list].flatMap(([other], kept): ChangedPair[] => {
    if (other !== name) return [{ kept }];
    return value === null ? [] : [{ name, value }];
  });
}
const change =
  (name: string, value: string | null): AtStop =>
  (stopped) => ({ parameters: but(stopped, 'parameters', name, value) });

const verdict = ({ view }: RunRecord, id: string) => view.steps.flatMap(({ verdicts }) => verdicts).filter((each) => each.id === id);
const names = ({ view }: RunRecord) => view.steps.map(({ name }) => name);
const stepNamed = ({ view }: RunRecord, name: Step['name']) => view.steps.find((step) => step.name === name);

describe('a run that stops everywhere', () => {
  it('shows what comes next with secrets masked, and goes on as if nothing had been', async () => {
    const { record, stops, told, landed } = await stepThrough(code(), {}, [...stopPoint.options]);
    expect(record.view.error).toBeNull();
    expect(record.view.summary.outcome).toBe('succeeded');
    expect(names(record)).toEqual(['discovery', 'stop', 'authorization', 'stop', 'callback', 'stop', 'token', 'jwks']);
    expect(verdict(record, 'security_parameters')).toEqual([]);
    expect(landed.join()).toContain('holds it at a break point');

    const shown = stops.map(({ waiting }) => ({
      at: waiting?.stop?.at,
      until: waiting?.until,
      names: waiting?.stop?.message.parameters.map(({ name }) => name),
    }));
    expect(shown).toEqual([
      {
        at: 'authorization_request',
        until: null,
        names: ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge', 'code_challenge_method'],
      },
      { at: 'callback', until: null, names: ['code', 'state', 'iss'] },
      { at: 'token_request', until: null, names: ['redirect_uri', 'code', 'code_verifier', 'grant_type'] },
    ]);
    const token = stops[2]?.waiting?.stop?.message;
    expect(token).toMatchObject({ method: 'POST', target: [`${server.issuer}/token`] });
    const sealed = token?.parameters.filter(({ value }) => value.some((part) => typeof part !== 'string')).map(({ name }) => name);
    expect(sealed).toEqual(['code', 'code_verifier']);
    expect(maskedText(token?.headers.find(({ name }) => name === 'Authorization')?.value ?? [])).toBe('Basic [redacted authorization]');
    const sent = server.tokenRequests.at(-1);
    for (const secret of [sent?.code, sent?.code_verifier, 'basic-secret-1', btoa('basic:basic-secret-1')]) {
      expect(secret).toBeTypeOf('string');
      expect(JSON.stringify(told)).not.toContain(secret);
    }
  });
});

describe('before the authorization request', () => {
  it('a changed state is what is sent, what is waited for, and what is warned of', async () => {
    const { record, opened } = await stepThrough(code(), { authorization_request: change('state', 'my-own-state') });
    expect(opened[0]?.searchParams.get('state')).toBe('my-own-state');
    expect(record.view.error).toBeNull();
    expect(verdict(record, 'security_parameters')).toMatchObject([{ status: 'warning', actual: 'changed state' }]);
    expect(stepNamed(record, 'stop')?.label).toBe('before the authorization request: state changed');
  });

  it('a parameter can be added, and one dropped: without PKCE the code is asked for without', async () => {
    const { record, opened } = await stepThrough(code(), {
      authorization_request: (stopped) => ({
        parameters: [...but(stopped, 'parameters', 'nonce', null), { name: 'prompt', value: 'login' }],
      }),
    });
    expect(opened[0]?.searchParams.get('prompt')).toBe('login');
    expect(opened[0]?.searchParams.has('nonce')).toBe(false);
    expect(record.view.summary.outcome).toBe('succeeded');
    expect(verdict(record, 'security_parameters')).toMatchObject([{ actual: 'dropped nonce' }]);
  });

  it('another response mode is received in its own way', async () => {
    const { record } = await stepThrough(code(), {
      authorization_request: ({ message }) => ({
        parameters: [...message.parameters.keys()]
          .map((kept): ChangedPair => ({ kept }))
          .concat({ name: 'response_mode', value: 'form_post' }),
      }),
    });
    expect(record.view.error).toBeNull();
    expect(stepNamed(record, 'callback')).toMatchObject({
      label: 'code, state, iss · loopback, form_post',
      exchange: { request: { method: 'POST' } },
    });
  });
});

describe('before accepting the callback', () => {
  it('another state is refused, and no code is sent anywhere', async () => {
    const before = server.tokenRequests.length;
    const { record } = await stepThrough(code(), { callback: change('state', 'forged') });
    expect(record.view.error).toMatchObject({ code: 'OAUTH_STATE_MISMATCH' });
    expect(verdict(record, 'security_parameters')).toMatchObject([
      { status: 'warning', actual: 'changed state', message: expect.stringContaining('Grantbench should refuse the redirect') },
    ]);
    expect(server.tokenRequests).toHaveLength(before);
  });

  it('another issuer is a mix-up', async () => {
    const { record } = await stepThrough(code(), { callback: change('iss', 'https://attacker.example') });
    expect(record.view.error).toMatchObject({ code: 'OAUTH_ISSUER_MISMATCH' });
  });

  it('another code is refused by the server, and is a secret of the run', async () => {
    const { record, told } = await stepThrough(code(), { callback: change('code', 'injected-code-4711') });
    expect(record.view.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_grant' } });
    expect(server.tokenRequests.at(-1)?.code).toBe('injected-code-4711');
    expect(JSON.stringify([record.view, told])).not.toContain('injected-code-4711');
  });
});

describe('before the token request', () => {
  it('another code_verifier goes onto the wire, is warned of, and is named by the diagnosis', async () => {
    const wrong = 'a-verifier-that-was-never-challenged-0123456789';
    const { record, told } = await stepThrough(code(), { token_request: change('code_verifier', wrong) });
    expect(server.tokenRequests.at(-1)?.code_verifier).toBe(wrong);
    expect(record.view.error).toMatchObject({ oauth: { error: 'invalid_grant' } });
    expect(verdict(record, 'security_parameters')).toMatchObject([{ actual: 'changed code_verifier' }]);
    expect(verdict(record, 'pkce')).toMatchObject([{ status: 'warning' }]);
    expect(record.view.diagnosis[0]).toMatchObject({ id: 'verifier_wrong' });
    expect(JSON.stringify([record.view, told])).not.toContain(wrong);
  });

  it('another redirect_uri is named by the diagnosis', async () => {
    const { record } = await stepThrough(code(), { token_request: change('redirect_uri', 'http://127.0.0.1/other') });
    expect(record.view.error).toMatchObject({ oauth: { error: 'invalid_grant' } });
    expect(verdict(record, 'redirect_uri')).toMatchObject([{ status: 'warning' }]);
    expect(record.view.diagnosis.map(({ id }) => id)).toContain('redirect_uri_differs');
  });

  it('a header can be dropped', async () => {
    const { record } = await stepThrough(code(), {
      token_request: (stopped) => ({ headers: but(stopped, 'headers', 'Authorization', null) }),
    });
    expect(record.view.error).toMatchObject({ oauth: { error: 'invalid_request' } });
    expect(verdict(record, 'security_parameters')).toMatchObject([{ actual: 'dropped Authorization' }]);
  });

  it('a cancelled run sent nothing', async () => {
    const before = server.tokenRequests.length;
    const { record } = await stepThrough(code(), { token_request: () => 'cancel' });
    expect(record.view.summary.outcome).toBe('cancelled');
    expect(names(record).at(-1)).toBe('stop');
    expect(server.tokenRequests).toHaveLength(before);
  });
});

describe('other flows', () => {
  it('stop before the request for a user code, which is their authorization request', async () => {
    const profile = readyProfile({
      grant: 'device_code',
      server: { issuer: extended.issuer },
      client: { clientId: 'everything', authMethod: 'client_secret_basic', clientSecret: 'everything-secret-1' },
      request: { scope: 'openid' },
    });
    const { record, stops } = await stepThrough(profile, { authorization_request: change('client_id', 'nobody') });
    expect(stops[0]?.waiting?.stop?.message).toMatchObject({ method: 'POST', target: [`${extended.issuer}/device/auth`] });
    expect(record.view.error).toMatchObject({ oauth: { error: 'invalid_request' } });
    expect(names(record)).toEqual(['discovery', 'stop', 'device_authorization']);
  });

  it('stop before the token request', async () => {
    const profile = readyProfile({
      grant: 'client_credentials',
      server: { issuer: server.issuer },
      client: { clientId: 'basic', authMethod: 'client_secret_basic', clientSecret: 'basic-secret-1' },
      request: { scope: 'api:read' },
    });
    const { record } = await stepThrough(profile, { token_request: change('scope', 'api:write') });
    expect(record.view.summary.outcome).toBe('succeeded');
    expect(server.tokenRequests.at(-1)).toMatchObject({ scope: 'api:write' });
  });
});
