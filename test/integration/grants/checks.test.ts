import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type SmallServer, type SmallWishes, startSmallServer } from '../../fixtures/small-server.ts';
import { openFlow, type Ran, readyProfile, run } from './flow.ts';

const ports = openFlow();
let server: SmallServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => ports.close());

type Wishes = Parameters<typeof readyProfile>[0];

/** Runs the code flow with a browser that follows every redirect. */
async function runCode(wishes: SmallWishes, profile: Partial<Wishes> = {}): Promise<Ran> {
  server = await startSmallServer(wishes);
  const { issuer } = server;
  const whole = readyProfile({
    grant: 'authorization_code',
    ...profile,
    server: { issuer, ...profile.server },
    request: { scope: 'openid', ...profile.request },
  });
  return run(ports, whole, async ({ url }) => void (await fetch(url)).text());
}

/** The same, the redirect pasted by hand. */
async function pasteCode(wishes: SmallWishes, profile: Partial<Wishes> = {}): Promise<Ran> {
  server = await startSmallServer(wishes);
  const { issuer } = server;
  const whole = readyProfile({
    grant: 'authorization_code',
    ...profile,
    server: { issuer },
    request: { scope: 'openid', ...profile.request },
  });
  return run(ports, whole, async ({ url, paste }) => paste((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? ''));
}

const dropped = (...names: string[]) => ({ parameters: [], headers: [], dropped: names });
const changed = (name: string, value: string) => ({ parameters: [{ name, value }], headers: [], dropped: [] });

it('one panel binds the whole transaction, and what could not be checked is not called passed', async () => {
  const ran = await runCode({});
  const statuses = (ids: readonly string[]) => ids.map((id) => `${id}: ${ran.verdict(id)?.status}`);
  const checked = [
    ...['state', 'issuer_response', 'pkce', 'redirect_uri', 'token_type', 'scope', 'cache_control'],
    ...['nonce', 'id_token_sub', 'id_token_aud', 'id_token_exp', 'id_token_iat', 'id_token_signature'],
  ];
  expect(statuses(checked)).toEqual(checked.map((id) => `${id}: pass`));
  const unchecked = [
    ...['id_token_azp', 'id_token_nbf', 'id_token_auth_time', 'id_token_acr', 'id_token_c_hash', 'id_token_s_hash', 'userinfo_sub_agrees'],
    ...['access_token_signature', 'certificate_binding', 'dpop_binding', 'refresh_rotation', 'tls'],
  ];
  expect(statuses(unchecked)).toEqual(unchecked.map((id) => `${id}: not_applicable`));
});

describe('a redirect that fails a check stops the flow before the code is sent anywhere', () => {
  it.each<[string, SmallWishes['redirect'], string, string, string]>([
    ['another state', (p) => p.set('state', 'forged'), 'OAUTH_STATE_MISMATCH', 'RFC 6749', '10.12'],
    ['no state', (p) => p.delete('state'), 'OAUTH_STATE_MISMATCH', 'RFC 6749', '10.12'],
    ['two states', (p) => p.append('state', 'second'), 'OAUTH_STATE_MISMATCH', 'RFC 6749', '10.12'],
    [
      'a state that only begins right',
      (p) => p.set('state', (p.get('state') ?? '').slice(0, -1)),
      'OAUTH_STATE_MISMATCH',
      'RFC 6749',
      '10.12',
    ],
    ['another issuer', (p) => p.set('iss', 'https://evil.example'), 'OAUTH_ISSUER_MISMATCH', 'RFC 9207', '2.4'],
    ['no issuer though it is promised', (p) => p.delete('iss'), 'OAUTH_ISSUER_MISMATCH', 'RFC 9207', '2.4'],
    ['two issuers', (p) => p.append('iss', 'https://evil.example'), 'OAUTH_ISSUER_MISMATCH', 'RFC 9207', '2.4'],
    ['an issuer with a slash more', (p) => p.set('iss', `${p.get('iss')}/`), 'OAUTH_ISSUER_MISMATCH', 'RFC 9207', '2.4'],
  ])('%s', async (_what, redirect, code, rfc, section) => {
    const ran = await pasteCode({ ...(redirect && { redirect }) });
    expect(ran.error).toMatchObject({ code, spec: { rfc, section } });
    expect(ran.outcome).toBe('failed');
    expect(ran.steps).toEqual(['discovery', 'authorization', 'callback']);
    expect(ran.verdict(code === 'OAUTH_STATE_MISMATCH' ? 'state' : 'issuer_response')?.status).toBe('fail');
    expect(server?.tokenRequests).toEqual([]);
  });

  it('another state at the listener is a stray hit first, and the answer if the right one does not follow', async () => {
    const ran = await runCode({ redirect: (p) => p.set('state', 'forged') });
    expect(ran.error).toMatchObject({ code: 'OAUTH_STATE_MISMATCH', spec: { rfc: 'RFC 6749', section: '10.12' } });
    expect(ran.record.view.strayHits).toHaveLength(1);
    expect(ran.verdict('state')?.status).toBe('fail');
    expect(server?.tokenRequests).toEqual([]);
    expect(JSON.stringify(ran.record.view)).not.toMatch(/code=[0-9a-f]{8}-/);
  });

  it('a stray redirect with another state does no harm where the right one follows', async () => {
    server = await startSmallServer();
    const { issuer } = server;
    const ran = await run(ports, readyProfile({ grant: 'authorization_code', server: { issuer } }), async ({ url, redirectUri }) => {
      await (await fetch(`${redirectUri}?code=guessed&state=guessed`)).text();
      await (await fetch(url)).text();
    });
    expect(ran.outcome).toBe('succeeded');
    expect(ran.record.view.strayHits).toHaveLength(1);
  });

  it('a wrong state beats the error beside it', async () => {
    const ran = await pasteCode({
      redirect: (p) => {
        p.set('state', 'forged');
        p.set('error', 'access_denied');
      },
    });
    expect(ran.error?.code).toBe('OAUTH_STATE_MISMATCH');
  });

  it('an error of the server ends the run in its words', async () => {
    const ran = await runCode({
      redirect: (p) => {
        p.delete('code');
        p.set('error', 'access_denied');
        p.set('error_description', 'No, thank you');
      },
    });
    expect(ran.error).toMatchObject({
      code: 'OAUTH_RESPONSE',
      spec: { section: '4.1.2.1' },
      oauth: { error: 'access_denied', error_description: 'No, thank you' },
    });
    expect(ran.record.view.steps.at(-1)).toMatchObject({ name: 'callback', status: 'failed', label: 'error, state, iss · loopback' });
  });

  it.each<[string, SmallWishes['redirect']]>([
    ['no code', (p) => p.delete('code')],
    ['two codes', (p) => p.append('code', 'another')],
  ])('%s is no usable answer', async (_what, redirect) => {
    const ran = await runCode({ ...(redirect && { redirect }) });
    expect(ran.error?.code).toBe('OAUTH_INVALID_RESPONSE');
    expect(server?.tokenRequests).toEqual([]);
  });
});

describe('an ID token that fails a check leaves its tokens visible, and the run is no plain success', () => {
  it.each<[string, SmallWishes]>([
    ['nonce', { claims: (claims) => ({ ...claims, nonce: 'replayed' }) }],
    ['nonce', { claims: (claims) => ({ ...claims, nonce: undefined }) }],
    ['nonce', { claims: (claims) => ({ ...claims, nonce: 7 }) }],
    ['id_token_aud', { claims: (claims) => ({ ...claims, aud: 'somebody else' }) }],
    ['id_token_azp', { claims: (claims) => ({ ...claims, aud: ['client', 'other'] }) }],
    ['id_token_azp', { claims: (claims) => ({ ...claims, azp: 'other' }) }],
    ['id_token_iss', { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) }],
    ['id_token_sub', { claims: (claims) => ({ ...claims, sub: undefined }) }],
    ['id_token_exp', { claims: (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 60 }) }],
    ['id_token_exp', { claims: (claims) => ({ ...claims, exp: 'tomorrow' }) }],
    ['id_token_iat', { claims: (claims) => ({ ...claims, iat: Math.floor(Date.now() / 1000) + 600 }) }],
    ['id_token_at_hash', { claims: (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) }],
    ['id_token_signature', { signature: 'A'.repeat(86) }],
    ['id_token_signature', { keys: () => ({ keys: [] }) }],
    ['id_token_format', { answer: (answer) => ({ ...answer, id_token: 'opaque' }) }],
  ])('%s', async (rule, wishes) => {
    const ran = await runCode(wishes);
    expect(ran.verdict(rule)).toMatchObject({ status: 'fail' });
    expect(ran.complaints.filter((complaint) => complaint.endsWith('fail'))).toEqual([`${rule}: fail`]);
    expect(ran.outcome).toBe('checks_failed');
    expect(ran.error).toBeNull();
    expect(ran.tokens?.access_token).toMatch(/^at-/);
    expect(ran.tokens?.id_token).toBeTypeOf('string');
  });

  it('a good one passes every check, at_hash included', async () => {
    const ran = await runCode({});
    expect(ran.complaints).toEqual([]);
    expect(ran.verdict('id_token_at_hash')?.status).toBe('pass');
    expect(ran.outcome).toBe('succeeded');
  });

  it('keys that cannot be fetched leave the signature unchecked, which is a warning', async () => {
    const ran = await runCode({ metadata: (metadata) => ({ ...metadata, jwks_uri: `${String(metadata.issuer)}/nowhere` }) });
    expect(ran.verdict('id_token_signature')).toMatchObject({ status: 'warning', actual: 'not checked' });
    expect(ran.record.view.steps.at(-1)).toMatchObject({ name: 'jwks', status: 'failed' });
    expect(ran.outcome).toBe('succeeded');
  });
});

describe('PKCE', () => {
  it('plain works where the server takes it, and is warned of', async () => {
    const ran = await runCode({}, { request: { scope: '', pkce: 'plain' } });
    expect(ran.outcome).toBe('succeeded');
    expect(ran.verdict('pkce')).toMatchObject({ status: 'warning', title: 'PKCE plain', spec: { rfc: 'RFC 7636' } });
    expect(server?.tokenRequests[0]?.get('code_verifier')).toHaveLength(43);
  });

  it('S256 passes', async () => {
    const ran = await runCode({});
    expect(ran.verdict('pkce')).toMatchObject({ status: 'pass', title: 'PKCE S256' });
  });

  it.each([
    ['S256', 'wrong-verifier-wrong-verifier-wrong-verifier'],
    ['plain', 'wrong-verifier-wrong-verifier-wrong-verifier'],
  ] as const)('%s with a wrong verifier is refused', async (pkce, verifier) => {
    const ran = await runCode({}, { request: { scope: '', pkce }, edits: { token: changed('code_verifier', verifier) } });
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_grant' } });
    expect(ran.verdict('security_parameters')).toMatchObject({ status: 'warning', actual: 'changed code_verifier' });
  });

  it.each([
    ['a wrong verifier', changed('code_verifier', 'wrong-verifier-wrong-verifier-wrong-verifier')],
    ['no verifier', dropped('code_verifier')],
  ])('a server that gives tokens for %s does not check it, and that is a failure', async (_what, token) => {
    const ran = await runCode({ ignoresPkce: true }, { edits: { token } });
    expect(ran.verdict('pkce')).toMatchObject({ status: 'fail' });
    expect(ran.outcome).toBe('checks_failed');
  });
});

describe('what the user takes out or changes is a warning, not an obstacle', () => {
  it('without state the flow goes on, and says that nothing protects it', async () => {
    const ran = await runCode({}, { edits: { authorization: dropped('state') } });
    expect(ran.verdict('state')?.status).toBe('warning');
    expect(ran.verdict('security_parameters')).toMatchObject({ status: 'warning', actual: 'dropped state' });
    expect(ran.tokens?.access_token).toBeTypeOf('string');
    expect(ran.outcome).toBe('succeeded');
  });

  it('a change after which no redirect comes is warned of all the same', async () => {
    server = await startSmallServer();
    const elsewhere = changed('redirect_uri', 'http://127.0.0.1:9/elsewhere');
    const wishes = { server: { issuer: server.issuer }, edits: { authorization: elsewhere }, limits: { browserSeconds: 0.2 } };
    const ran = await run(ports, readyProfile({ grant: 'authorization_code', ...wishes }));
    expect(ran.error?.code).toBe('REDIRECT_TIMEOUT');
    expect(ran.verdict('security_parameters')).toMatchObject({ status: 'warning', actual: 'changed redirect_uri' });
  });

  it('a resource that no server can know is warned of in each request that names it, and sent all the same', async () => {
    const ran = await runCode({}, { request: { scope: 'openid', resources: ['api'] } });
    const warned = ran.record.view.steps.flatMap(({ name, verdicts }) =>
      verdicts.some(({ id }) => id === 'resource_indicator') ? [name] : [],
    );
    expect(warned).toEqual(['authorization', 'token']);
    expect(ran.verdict('resource_indicator')).toMatchObject({ status: 'warning', actual: 'api', spec: { rfc: 'RFC 8707' } });
    expect([ran.outcome, server?.tokenRequests[0]?.get('resource')]).toEqual(['succeeded', 'api']);
    await server?.close();
    expect((await runCode({})).verdict('resource_indicator')).toBeUndefined();
  });

  it('a redirect URI with a fragment is warned of, also when it is put there by hand', async () => {
    // No browser brings an answer back to it.
    const ran = await runCode({}, { request: { redirectUri: 'http://127.0.0.1:0/callback#here' }, limits: { browserSeconds: 0.2 } });
    expect(ran.verdict('redirect_uri_fragment')).toMatchObject({ status: 'warning', actual: expect.stringMatching(/#here$/) });
    await server?.close();
    expect((await runCode({})).verdict('redirect_uri_fragment')).toBeUndefined();
    await server?.close();
    const byHand = await runCode(
      {},
      {
        edits: { authorization: changed('redirect_uri', 'http://127.0.0.1:9/x#'), token: dropped('none') },
        limits: { browserSeconds: 0.2 },
      },
    );
    expect(byHand.verdict('redirect_uri_fragment')?.status).toBe('warning');
  });

  it('OpenID Connect asked for by a parameter of the user gets its nonce', async () => {
    let asked = '';
    server = await startSmallServer();
    const wishes = { server: { issuer: server.issuer }, edits: { authorization: changed('scope', 'openid email') } };
    await run(ports, readyProfile({ grant: 'authorization_code', ...wishes }), async ({ url }) => {
      asked = url;
      await (await fetch(url)).text();
    });
    expect(new URL(asked).searchParams.get('nonce')).toMatch(/^[\w-]{43}$/);
  });

  it('headers for the authorization endpoint, which no browser would send, are not dropped without a word', async () => {
    const headers = [{ name: 'X-Tenant', value: 'a' }];
    const ran = await runCode({}, { edits: { authorization: { parameters: [], headers, dropped: [] } } });
    expect(ran.verdict('authorization_headers')).toMatchObject({ status: 'warning', actual: 'X-Tenant' });
    expect(ran.verdict('security_parameters')).toBeUndefined();
    expect(ran.outcome).toBe('succeeded');
    await server?.close();
    expect((await runCode({})).verdict('authorization_headers')).toBeUndefined();
  });

  it('without state a fixed port is not shared', async () => {
    server = await startSmallServer();
    const { issuer } = server;
    const free = await run(ports, readyProfile({ grant: 'authorization_code', server: { issuer } }), async ({ url, redirectUri }) => {
      const second = await run(
        ports,
        readyProfile({
          grant: 'authorization_code',
          server: { issuer },
          request: { redirectUri },
          edits: { authorization: dropped('state') },
        }),
      );
      expect(second.error?.code).toBe('REDIRECT_PORT_IN_USE');
      await (await fetch(url)).text();
    });
    expect(free.outcome).toBe('succeeded');
  });

  it('a state of the user is sent and compared', async () => {
    const edits = { authorization: changed('state', 'my state') };
    const good = await runCode({}, { edits });
    expect(good.verdict('state')).toMatchObject({ status: 'pass', expected: 'my state' });
    expect(good.verdict('security_parameters')?.actual).toBe('changed state');
    await server?.close();
    const bad = await pasteCode({ redirect: (p) => p.set('state', 'mine') }, { edits });
    expect(bad.error?.code).toBe('OAUTH_STATE_MISMATCH');
  });

  it('without nonce the ID token is not tied to the run', async () => {
    const ran = await runCode({}, { edits: { authorization: dropped('nonce') } });
    expect(ran.verdict('nonce')?.status).toBe('warning');
    expect(ran.outcome).toBe('succeeded');
  });

  it('changed parameters replace the standard ones in place, repeated ones keep their order', async () => {
    const parameters = [
      { name: 'resource', value: 'urn:b' },
      { name: 'grant_type', value: 'made-up' },
      { name: 'resource', value: 'urn:a' },
    ];
    server = await startSmallServer();
    const endpoints = { tokenEndpoint: `${server.issuer}/token`, authorizationEndpoint: '', jwksUri: '' };
    const edits = {
      token: {
        parameters,
        headers: [
          { name: 'X-Trace', value: '1' },
          { name: 'x-trace', value: '2' },
          { name: 'Accept', value: '*/*' },
        ],
        dropped: ['User-Agent'],
      },
    };
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { endpoints }, request: { scope: 'a' }, edits }));
    expect([...(server.tokenRequests[0] ?? [])]).toEqual([
      ['scope', 'a'],
      ['grant_type', 'made-up'],
      ['client_id', 'client'],
      ['resource', 'urn:b'],
      ['resource', 'urn:a'],
    ]);
    const names = ran.record.view.steps[0]?.exchange?.request.headers.map(([name, value]) => `${name}: ${value.join('')}`) ?? [];
    expect(names.filter((line) => /^(x-trace|accept|user-agent)/i.test(line))).toEqual(['Accept: */*', 'X-Trace: 1', 'x-trace: 2']);
  });
});

describe('a run ends', () => {
  it('when the user does not come back in time', async () => {
    server = await startSmallServer();
    const { issuer } = server;
    const ran = await run(
      ports,
      readyProfile({ grant: 'authorization_code', server: { issuer }, limits: { browserSeconds: 0.05 } }),
      () => {},
    );
    expect(ran.error?.code).toBe('REDIRECT_TIMEOUT');
    expect(ran.outcome).toBe('failed');
    expect(ran.told.find(({ status }) => status === 'waiting')?.waiting).toMatchObject({ for: 'browser' });
    expect(ran.record.view.steps.at(-1)).toMatchObject({ name: 'authorization', status: 'failed', waiting: null });
  });

  it('when it is cancelled while it waits, and the port is free again', async () => {
    server = await startSmallServer();
    const { issuer } = server;
    const cancel = new AbortController();
    let used = '';
    const waiting = ({ redirectUri }: { redirectUri: string }) => {
      used = redirectUri;
      cancel.abort();
    };
    const ran = await run(ports, readyProfile({ grant: 'authorization_code', server: { issuer } }), waiting, cancel.signal);
    expect(ran.outcome).toBe('cancelled');
    expect(ran.error?.code).toBe('CANCELLED');
    await expect(fetch(used)).rejects.toThrow();
  });

  it('when it is cancelled before it began', async () => {
    const ran = await run(ports, readyProfile({ grant: 'client_credentials' }), undefined, AbortSignal.abort());
    expect(ran.outcome).toBe('cancelled');
    expect(ran.steps).toEqual([]);
  });

  it('not when the browser does not open: the redirect may still come', async () => {
    server = await startSmallServer();
    const { issuer } = server;
    const ran = await run(ports, readyProfile({ grant: 'authorization_code', server: { issuer } }), ({ url }) => {
      void fetch(url).then((response) => response.text());
      throw new Error('no browser');
    });
    expect(ran.outcome).toBe('succeeded');
  });

  it.each<[string, Partial<Wishes>, string]>([
    ['the client id', { client: { clientId: '' } }, 'INPUT_INVALID'],
    ['the client secret', { client: { authMethod: 'client_secret_basic' } }, 'INPUT_MISSING_SECRET'],
    ['the username', { grant: 'password', request: { password: 'x' } }, 'INPUT_INVALID'],
    ['the password', { grant: 'password', request: { username: 'alice' } }, 'INPUT_MISSING_SECRET'],
    ['the refresh token', { grant: 'refresh_token' }, 'INPUT_MISSING_SECRET'],
    ['the token endpoint', { server: { issuer: '' } }, 'INPUT_INVALID'],
  ])('before anything is sent where %s is missing', async (_what, profile, code) => {
    server = await startSmallServer();
    const endpoints = { tokenEndpoint: `${server.issuer}/token`, authorizationEndpoint: '', jwksUri: '' };
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { endpoints }, ...profile }));
    expect(ran.error?.code).toBe(code);
    expect(server.paths).toEqual([]);
  });
});

describe('secrets that are ordinary words', () => {
  it.each(['pass', 'fail', 'valid', 'opaque', 'Bearer', 'authorization_code'])(
    '%s as client secret breaks nothing',
    async (clientSecret) => {
      const client = { clientId: 'client', authMethod: 'client_secret_post', clientSecret } as const;
      const ran = await runCode({}, { client });
      expect(ran.outcome).toBe('succeeded');
      expect(ran.verdict('state')?.status).toBe('pass');
    },
  );
});
