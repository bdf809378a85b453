import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../node/clock-random.ts';
import { createRedirectPort } from '../../../node/redirect/redirect-port.ts';
import { createSchemeInbox } from '../../../node/redirect/scheme-inbox.ts';
import type { ArmRedirect } from '../../../shared/ports.ts';
import { rawRequest, request, watched } from './armed.ts';

const inbox = createSchemeInbox('grantbench');
const port = createRedirectPort(systemClock, { inbox });
const aborts: AbortController[] = [];
afterEach(async () => {
  for (const abort of aborts.splice(0)) abort.abort();
  await port.close();
});

async function arm(change: Partial<ArmRedirect> = {}) {
  const run = watched({ redirectUri: 'grantbench://callback', ...change });
  aborts.push(run.abort);
  return { run, armed: await port.arm(run.options) };
}

describe('a redirect to grantbench://', () => {
  it.each([
    ['grantbench://callback', 'grantbench://callback?code=c&state=state-1', 'query'],
    // Some systems add a slash to an address without a path.
    ['grantbench://callback', 'grantbench://callback/?code=c&state=state-1', 'query'],
    ['grantbench:/oauth/cb', 'grantbench:/oauth/cb#code=c&state=state-1', 'fragment'],
    ['grantbench://callback?tenant=a', 'grantbench://callback?tenant=a#code=c&state=state-1', 'fragment'],
  ])('%s is handed over as %s', async (redirectUri, address, via) => {
    const { armed } = await arm({ redirectUri });
    expect(armed).toMatchObject({ redirectUri, ways: ['custom_scheme', 'paste'], certificate: null });
    expect(inbox.deliver(address)).toBe(true);
    expect(await armed.received).toEqual({
      via,
      way: 'custom_scheme',
      exchange: null,
      parameters: [
        ['code', 'c'],
        ['state', 'state-1'],
      ],
    });
  });

  it.each([
    'https://evil.example/?code=c&state=state-1',
    'grantbench',
    'grantbench2://callback?code=c&state=state-1',
    `grantbench://callback?code=${'c'.repeat(300_000)}`,
  ])('%.60s is none', (address) => {
    expect(inbox.deliver(address)).toBe(false);
  });

  it('goes to the run whose state it carries; another state is a stray one, another place nobody’s', async () => {
    const one = await arm({ state: 'one' });
    const two = await arm({ state: 'two' });
    const elsewhere = await arm({ redirectUri: 'grantbench://other', state: 'three' });
    inbox.deliver('grantbench://callback?code=evil&state=three');
    inbox.deliver('grantbench://nowhere?code=evil&state=one');
    inbox.deliver('grantbench://callback?code=c2&state=two');
    inbox.deliver('grantbench://callback?code=again&state=two');
    expect((await two.armed.received).parameters[0]).toEqual(['code', 'c2']);
    inbox.deliver('grantbench://callback?code=c1&state=one');
    expect((await one.armed.received).parameters[0]).toEqual(['code', 'c1']);
    const unknown = 'The redirect carries a state that no waiting run has sent.';
    expect(one.run.strays.map(({ reason }) => reason)).toEqual([unknown]);
    expect(two.run.strays.map(({ reason }) => reason)).toEqual([unknown, 'The redirect of this run has already arrived.']);
    expect(elsewhere.run.strays).toEqual([]);
    expect(one.run.strays[0]?.exchange).toMatchObject({ response: null, request: { url: 'grantbench://callback?code=evil&state=three' } });
  });

  it('is not awaited any more once the run is over', async () => {
    const { run, armed } = await arm();
    await armed.close();
    inbox.deliver('grantbench://callback?code=late&state=state-1');
    await expect(armed.received).rejects.toMatchObject({ code: 'REDIRECT_CANCELLED' });
    expect(run.strays).toEqual([]);
  });

  it('cannot be shared by runs that could not be told apart', async () => {
    await arm({ state: null });
    await expect(arm()).rejects.toMatchObject({ code: 'REDIRECT_PORT_IN_USE', message: expect.stringContaining('grantbench://callback') });
  });

  it('can only be pasted where the host has no such scheme', async () => {
    const run = watched({ redirectUri: 'grantbench://callback' });
    const armed = await createRedirectPort(systemClock).arm(run.options);
    expect(armed.ways).toEqual(['paste']);
    armed.paste('grantbench://callback?code=c&state=state-1');
    expect(await armed.received).toMatchObject({ via: 'paste', way: 'paste' });
  });
});

describe('whichever way is first wins', () => {
  const loopback = { redirectUri: 'http://127.0.0.1:0/callback' };

  it('the window before the listener: what comes later is a stray one, and nothing more can be pasted', async () => {
    const { run, armed } = await arm({ ...loopback, responseMode: 'form_post' });
    armed.arrive({ url: armed.redirectUri, form: 'code=in-window&state=state-1' });
    expect(await armed.received).toMatchObject({ way: 'window', via: 'form_post', exchange: null });
    expect((await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=late&state=state-1`))).status).toBe(409);
    expect(() => armed.paste(`${armed.redirectUri}?code=pasted&state=state-1`)).toThrow('already arrived');
    armed.arrive({ url: `${armed.redirectUri}?code=again&state=state-1`, form: null });
    expect(run.strays).toHaveLength(2);
  });

  it('the listener before the window', async () => {
    const { run, armed } = await arm(loopback);
    await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=c&state=state-1`));
    armed.arrive({ url: `${armed.redirectUri}?code=late&state=state-1`, form: null });
    expect(await armed.received).toMatchObject({ way: 'loopback', parameters: [['code', 'c'], expect.anything()] });
    expect(run.strays).toHaveLength(1);
  });

  it('all at once: exactly one is taken', async () => {
    const { run, armed } = await arm(loopback);
    const hits: unknown[] = [];
    void armed.received.then((hit) => hits.push(hit));
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, (_, index) =>
        rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=l${index}&state=state-1`)).then(({ status }) => status),
      ),
      ...Array.from({ length: 10 }, async (_, index) => {
        await new Promise((resolve) => setImmediate(resolve));
        armed.arrive({ url: `${armed.redirectUri}?code=w${index}&state=state-1`, form: null });
      }),
    ]);
    expect(hits).toHaveLength(1);
    const taken = answers.filter((status) => status === 303).length;
    expect(run.strays).toHaveLength(19);
    expect(taken === 1 ? 'loopback' : 'window').toBe((hits[0] as { way: string }).way);
  });

  it('a window that brings another state, or nothing, leaves the run waiting', async () => {
    const { run, armed } = await arm({ redirectUri: 'https://app.example/callback' });
    armed.arrive({ url: 'https://app.example/callback?code=evil&state=guessed', form: null });
    armed.arrive({ url: 'https://app.example/callback#/route-of-the-page-before', form: null });
    armed.arrive({ url: 'https://app.example/callback?code=c&state=state-1#/route-of-the-page-before', form: null });
    expect(await armed.received).toMatchObject({ way: 'window', via: 'query' });
    expect(run.strays).toHaveLength(2);
  });
});
