import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../node/clock-random.ts';
import { loopbackCertificate } from '../../../node/redirect/loopback-certificate.ts';
import { createRedirectPort } from '../../../node/redirect/redirect-port.ts';
import { createSchemeInbox } from '../../../node/redirect/scheme-inbox.ts';
import type { RequestSettings } from '../../../shared/model/profile.ts';
import type { SignInWindow } from '../../../shared/ports.ts';
import type { RunObserver } from '../../../shared/workbench/run-grant.ts';
import { type SmallServer, startSmallServer } from '../../fixtures/small-server.ts';
import { openFlow, type Ran, readyProfile, run } from './flow.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantbench-ways-'));
const inbox = createSchemeInbox('grantbench');
const windows: SignInWindow[] = [];
const flow = openFlow();
/** A host with every way there is; its windows are only written down. */
const desktop = {
  ...flow,
  redirect: createRedirectPort(systemClock, { certificate: () => loopbackCertificate(folder), inbox }),
  signInWindow: { open: async (wish: SignInWindow) => void windows.push(wish), forget: async () => undefined },
};
let server: SmallServer;
let mismatched: Promise<Ran>;
beforeAll(async () => {
  server = await startSmallServer();
  // Waits for the right redirect while the others run.
  const guess = () => void inbox.deliver('grantbench://guessed?code=evil&state=guessed');
  mismatched = runCode({ redirectUri: 'grantbench://guessed' }, guess);
});
afterAll(async () => {
  await Promise.all([server.close(), flow.close(), desktop.redirect.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const runCode = (
  request: Partial<Pick<RequestSettings, 'redirectUri' | 'responseMode' | 'opensIn'>>,
  onAuthorization: RunObserver['authorizationRequested'],
  ports: typeof desktop | typeof flow = desktop,
): Promise<Ran> => run(ports, readyProfile({ grant: 'authorization_code', server: { issuer: server.issuer }, request }), onAuthorization);

/** Where the server sends the browser. */
const redirected = async (url: string) => (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
/** What the callback says of the way, in its label for people and as data. */
const callbackOf = ({ record }: Ran) => {
  const step = record.view.steps.find(({ name }) => name === 'callback');
  return [step?.label, step?.way];
};
/** What was said to be open, each change once. */
const told = ({ told: steps }: Ran) =>
  [...new Set(steps.map(({ waiting }) => waiting?.open).filter((open) => open !== undefined))].map(
    ({ ways, certificate, windowClosed }) => ({
      ways,
      certificate,
      windowClosed,
    }),
  );

describe('the callback of a run says which way it came, and the run which ways were open', () => {
  it('loopback', async () => {
    const ran = await runCode({}, async ({ url }) => void (await fetch(url)).text());
    expect(callbackOf(ran)).toEqual(['code, state, iss · loopback', 'loopback']);
    expect(told(ran)).toEqual([{ ways: ['loopback', 'paste'], certificate: null, windowClosed: null }]);
  });

  it('HTTPS loopback', async () => {
    const ran = await runCode({ redirectUri: 'https://localhost:0/callback' }, async ({ url }) => {
      const target = await redirected(url);
      get(target, { ca: readFileSync(join(folder, 'loopback-certificate.crt')), agent: false }, (response) => response.resume());
    });
    expect(ran.outcome).toBe('succeeded');
    expect(callbackOf(ran)).toEqual(['code, state, iss · HTTPS loopback', 'https_loopback']);
    const { fingerprint, file } = await loopbackCertificate(folder);
    expect(told(ran)).toEqual([
      { ways: ['https_loopback', 'paste'], certificate: { fingerprint, file, refused: false }, windowClosed: null },
    ]);
  });

  it('custom scheme', async () => {
    const ran = await runCode({ redirectUri: 'grantbench://callback' }, async ({ url }) => void inbox.deliver(await redirected(url)));
    expect(ran.outcome).toBe('succeeded');
    expect(ran.complaints).toEqual([]);
    expect(callbackOf(ran)).toEqual(['code, state, iss · custom scheme', 'custom_scheme']);
  });

  it('paste, where nothing here receives a custom scheme: said before the user signs in', async () => {
    let before: string[] = [];
    const ran = await run(
      flow,
      readyProfile({
        grant: 'authorization_code',
        server: { issuer: server.issuer },
        request: { redirectUri: 'grantbench://callback', opensIn: 'own_window' },
      }),
      async ({ url, paste, openWindow }) => {
        expect(openWindow).toBeNull();
        paste(await redirected(url));
      },
      undefined,
      (step) => {
        if (step.waiting !== null) before = step.verdicts.map(({ id }) => id);
      },
    );
    expect(before).toContain('redirect_scheme');
    expect(ran.verdict('redirect_scheme')).toMatchObject({ status: 'warning', message: expect.stringContaining('Paste the address') });
    expect(callbackOf(ran)).toEqual(['code, state, iss · paste', 'paste']);
    expect(ran.outcome).toBe('succeeded');
  });

  it('window, at an address where nobody listens; it closes with the run', async () => {
    const ran = await runCode({ redirectUri: 'https://app.example/callback', opensIn: 'own_window' }, async ({ url, openWindow }) => {
      await openWindow?.();
      const wish = windows.at(-1);
      expect(wish).toMatchObject({ url, redirectUri: 'https://app.example/callback' });
      wish?.arrived({ url: await redirected(url), form: null });
    });
    expect(ran.outcome).toBe('succeeded');
    expect(callbackOf(ran)).toEqual(['code, state, iss · window', 'window']);
    expect(told(ran).map(({ ways }) => ways)).toEqual([['paste'], ['window', 'paste']]);
    expect(windows.at(-1)?.signal.aborted).toBe(true);
  });

  it('window, as form_post', async () => {
    const ran = await runCode({ opensIn: 'own_window', responseMode: 'form_post' }, async ({ url, openWindow }) => {
      await openWindow?.();
      const target = new URL(await redirected(url));
      windows.at(-1)?.arrived({ url: target.href.replace(/\?.*/, ''), form: target.search.slice(1) });
    });
    expect(callbackOf(ran)).toEqual(['code, state, iss · window, form_post', 'window']);
    expect(ran.verdict('response_mode')?.status).toBe('pass');
  });

  it('a window that was closed is one way less: the run goes on by another', async () => {
    const ran = await runCode({ opensIn: 'own_window' }, async ({ url, openWindow }) => {
      await openWindow?.();
      windows.at(-1)?.closed('The sign-in window was closed.');
      await (await fetch(url)).text();
    });
    expect(ran.outcome).toBe('succeeded');
    expect(callbackOf(ran)).toEqual(['code, state, iss · loopback', 'loopback']);
    expect(told(ran).map(({ ways, windowClosed }) => [ways, windowClosed])).toEqual([
      [['loopback', 'paste'], null],
      [['window', 'loopback', 'paste'], null],
      [['loopback', 'paste'], 'The sign-in window was closed.'],
    ]);
  });

  it('another state by a custom scheme fails the run, where the right one does not follow', async () => {
    const ran = await mismatched;
    expect(ran.error?.code).toBe('OAUTH_STATE_MISMATCH');
    expect(callbackOf(ran)).toEqual(['code, state · custom scheme', 'custom_scheme']);
    expect(ran.steps).not.toContain('token');
    expect(ran.record.view.strayHits).toHaveLength(1);
  });
});
