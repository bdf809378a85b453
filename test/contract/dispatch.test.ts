import { describe, expect, it } from 'vitest';
import { type Handlers, type MethodName, methods, type Reply } from '../../shared/contract/contract.ts';
import { dispatch } from '../../shared/contract/dispatch.ts';
import { AppError } from '../../shared/errors.ts';
import { LONG_TEXT } from '../../shared/model/text-limits.ts';

const id = '9e1b6a52-52a0-4a9c-8d8f-0c5c7a3f1b11';

/** One good input for every method: each bad one below is a good one with one thing wrong. */
const good: Record<MethodName, Record<string, unknown>> = {
  'host.describe': {},
  'workspace.read': {},
  'profile.save': { profile: { id, name: 'P' } },
  'profile.fix': { id, changes: [{ kind: 'noProxy' }] },
  'profile.duplicate': { id },
  'profile.delete': { ids: [id], tokens: true },
  'profile.move': { id, group: 'G', before: null },
  'profile.export': { ids: [id] },
  'profile.import': { text: '{}' },
  'environment.save': { environment: { id, name: 'E', variables: [{ name: 'n', value: 'v' }] } },
  'environment.delete': { id },
  'settings.save': { settings: { theme: 'dark' } },
  'secret.set': { owner: id, field: 'f', value: 'v' },
  'secret.clear': { owner: id, field: 'f' },
  'secret.reveal': { owner: id, field: 'f' },
  'secret.list': {},
  'secret.wipe': {},
  'keychain.probe': {},
  'keychain.useMemory': {},
  'preset.list': {},
  'preset.fill': { id: 'keycloak', values: [{ name: 'realm', value: 'r' }] },
  'server.discover': { profileId: id },
  'server.discoverResource': { profileId: id, resource: 'https://api.example', metadataUrl: 'https://api.example/m' },
  'server.fetchKeys': { source: { kind: 'issuer', issuer: 'i' } },
  'run.start': {
    runId: id,
    profileId: id,
    grant: 'password',
    refreshFrom: id,
    refreshWith: { token: id, scope: 's', resources: ['r'] },
    stops: ['callback'],
  },
  'endpoint.ask': {
    runId: id,
    profileId: id,
    wish: { task: 'revocation', token: { held: { runId: id, kind: 'access_token' } }, tokenTypeHint: 'access_token' },
  },
  'run.continue': { runId: id, changes: { parameters: [{ kept: 0 }, { name: 'state', value: 'x' }] } },
  'logout.start': { runId: id, profileId: id, wish: { idToken: { value: 'eyJ' }, postLogoutRedirectUri: 'http://127.0.0.1:0/' } },
  'registration.suggest': { profileId: id },
  'registration.start': {
    runId: id,
    profileId: id,
    wish: { action: 'register', metadata: '{}', initialAccessToken: 't', keepIn: 'this_profile' },
  },
  'replay.read': { of: { runId: id, step: 3 } },
  'replay.send': { runId: id, of: { runId: id, step: 3 }, changes: { headers: [{ kept: 1 }] } },
  'run.cancel': { runId: id },
  'run.list': { text: 't', profileId: id, grant: 'password', outcome: 'failed', offset: 0, limit: 1 },
  'run.read': { runId: id },
  'run.delete': { ids: [id] },
  'run.wipe': {},
  'notice.dismiss': {},
  'run.export': { runId: id, format: 'har', secrets: false },
  'token.list': { profileId: id, kind: 'id_token', familyId: id, expired: false, text: 't', order: 'scope', offset: 0, limit: 1 },
  'token.read': { id },
  'token.reveal': { id },
  'token.delete': { ids: [id] },
  'authorization.open': { runId: id },
  'page.open': { page: 'verification', runId: id, complete: true },
  'cookies.forget': { profileId: id },
  'redirect.paste': { runId: id, url: 'u' },
  'exchange.reveal': { runId: id, part: { kind: 'step', index: 0, field: 'request.url' } },
  'capture.start': { port: 0, path: '/callback', https: false, count: 1, seconds: 1 },
  'capture.stop': { listenerId: id },
  'capture.list': {},
  'capture.read': { id },
  'capture.reveal': { id, part: { kind: 'parameter', index: 0 } },
  'capture.pin': { ids: [id], pinned: true },
  'capture.delete': { ids: [id] },
  'capture.export': { ids: [id], format: 'json', secrets: false },
  'capture.findRuns': { id },
  'capture.hand': { id, runId: id },
  'redirect.examine': { redirectUri: 'http://127.0.0.1:0/callback', registered: 'u' },
  'playground.start': { faults: ['alg_none'] },
  'playground.stop': {},
  'playground.read': {},
  'playground.addProfiles': {},
};
const names = Object.keys(methods) as MethodName[];

/** Handlers that only tell which of them were called, with what. */
function spies(answer: (input: unknown) => unknown = () => null) {
  const calls: [name: string, input: unknown][] = [];
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      async (input: unknown) => {
        calls.push([name, input]);
        return answer(input);
      },
    ]),
  ) as unknown as Handlers;
  return { handlers, calls };
}

async function refused(name: unknown, input: unknown, code: string): Promise<string> {
  const { handlers, calls } = spies();
  const reply: Reply<unknown> = await dispatch(handlers, name, input, () => expect.unreachable('a refusal is no fault of ours'));
  expect(calls).toEqual([]);
  if (reply.ok) return expect.unreachable(`${String(name)} took ${JSON.stringify(input)?.slice(0, 100)}`);
  expect(reply.error.code).toBe(code);
  expect(reply.error.message.length).toBeLessThan(400);
  return reply.error.message;
}
const invalid = (name: unknown, input: unknown) => refused(name, input, 'CONTRACT_INVALID_INPUT');

/** Every place in some data that holds no further data, as a function that puts something else there. */
function places(data: unknown, put: (value: unknown) => unknown = (value) => value): { value: unknown; put(value: unknown): unknown }[] {
  if (typeof data !== 'object' || data === null) return [{ value: data, put }];
  const inner = Object.entries(data).flatMap(([key, value]) =>
    places(value, (other) => put(Array.isArray(data) ? data.with(Number(key), other) : { ...data, [key]: other })),
  );
  return [{ value: data, put }, ...inner];
}

describe.each(names)('%s', (name) => {
  const input = good[name];

  it('calls its handler, and only it, for good input', async () => {
    const { handlers, calls } = spies();
    expect(await dispatch(handlers, name, input, () => undefined)).toEqual({ ok: true, value: null });
    expect(calls.map(([called]) => called)).toEqual([name]);
  });

  it('refuses input that is no object', async () => {
    for (const wrong of [undefined, null, 0, 1n, '', 'text', true, [], [input], () => input, Symbol('s'), Number.NaN]) {
      await invalid(name, wrong);
    }
  });

  it('refuses extra keys, at every depth, inherited-looking ones included', async () => {
    const objects = places(input).filter(({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value));
    expect(objects.length).toBeGreaterThan(0);
    for (const { value, put } of objects) {
      for (const key of ['extra', '__proto__', 'constructor', 'prototype', 'toString', '']) {
        const hostile = JSON.parse(
          JSON.stringify(value).replace(/^\{/, `{${JSON.stringify(key)}:{"polluted":true}${JSON.stringify(value) === '{}' ? '' : ','}`),
        );
        expect(Object.hasOwn(hostile, key)).toBe(true);
        await invalid(name, put(hostile));
      }
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('refuses a value of the wrong type in every place', async () => {
    for (const { value, put } of places(input)) {
      const wrong = [7.5, true, [], {}, () => 0].filter(
        (other) => typeof other !== typeof value || (typeof value === 'object' && value !== null),
      );
      for (const other of wrong) {
        const bad = put(other);
        // An empty object is a good input for a method without input; elsewhere a default may fill it up.
        if (methods[name].input.safeParse(bad).success) expect([{}, []]).toContainEqual(other);
        else await invalid(name, bad);
      }
    }
  });

  it('refuses oversized text in every place', async () => {
    for (const { value, put } of places(input)) {
      if (typeof value === 'string') await invalid(name, put('x'.repeat(LONG_TEXT + 1)));
    }
  });
});

describe('dispatch', () => {
  it('knows no method but those of the contract', async () => {
    const names = [
      '',
      'run',
      'run.Start',
      'run.start ',
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      'x'.repeat(1e6),
    ];
    for (const name of names) await refused(name, {}, 'CONTRACT_UNKNOWN_METHOD');
    for (const name of [undefined, null, 1, {}, ['run.wipe'], { toString: () => 'run.wipe' }, new String('run.wipe'), Symbol.iterator]) {
      await refused(name, {}, 'CONTRACT_UNKNOWN_METHOD');
    }
  });

  it('says which part of the input is wrong, without the value', async () => {
    const message = await invalid('secret.set', { owner: 'CANARY-1', field: 'f', value: { CANARY: 2 } });
    expect(message).toMatch(/^secret\.set: owner: /);
    expect(message).not.toContain('CANARY');
  });

  it('refuses too many items', async () => {
    await invalid('profile.delete', { ids: Array.from({ length: 1_001 }, () => id) });
    await invalid('profile.delete', { ids: [] });
    await invalid('run.list', { limit: 501 });
    await invalid('run.list', { limit: -1 });
    await invalid('run.list', { offset: 0.5 });
  });

  it('refuses input that fights back', async () => {
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap');
        },
        ownKeys: () => {
          throw new Error('trap');
        },
      },
    );
    const { handlers, calls } = spies();
    const reply = await dispatch(handlers, 'run.cancel', trap, () => undefined);
    expect(reply.ok).toBe(false);
    expect(calls).toEqual([]);
  });

  it('hands the handler data with defaults filled in', async () => {
    const { handlers, calls } = spies();
    await dispatch(handlers, 'run.list', {}, () => undefined);
    expect(calls).toEqual([['run.list', { offset: 0, limit: 100 }]]);
  });

  it('replies with the error a handler throws, and reports it with its cause', async () => {
    const thrown = new AppError('KEYCHAIN_LOCKED', { cause: new Error('CANARY in the cause') });
    const reported: unknown[] = [];
    const { handlers } = spies(() => {
      throw thrown;
    });
    const reply = await dispatch(handlers, 'run.wipe', {}, (method, error) => reported.push(method, error));
    expect(reply).toEqual({ ok: false, error: thrown.toData() });
    expect(JSON.stringify(reply)).not.toContain('CANARY');
    expect(reported).toEqual(['run.wipe', thrown]);
  });

  it.each([new TypeError('CANARY'), 'CANARY', undefined, null, { message: 'CANARY', code: 'NET_DNS' }])(
    'replies INTERNAL and nothing else when a handler throws %o',
    async (thrown) => {
      const { handlers } = spies(() => {
        throw thrown;
      });
      const reply = await dispatch(handlers, 'run.wipe', {}, () => undefined);
      expect(reply).toEqual({ ok: false, error: new AppError('INTERNAL').toData() });
    },
  );
});
