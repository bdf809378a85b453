import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockEveryPage } from '../../../electron/lock-down.ts';
import { receiveScheme } from '../../../electron/receive-scheme.ts';
import { createSignInWindows } from '../../../electron/sign-in-window.ts';
import { createSchemeInbox } from '../../../node/redirect/scheme-inbox.ts';
import type { RedirectArrival, SignInWindow } from '../../../shared/ports.ts';
import { app, clearDesk, desk, type StandInSession } from '../../fixtures/electron/electron.ts';

beforeEach(clearDesk);

const redirectUri = 'https://app.example/callback';

/** A run's wish, and what its run was told. */
function wished(change: Partial<SignInWindow> = {}) {
  const abort = new AbortController();
  const arrivals: RedirectArrival[] = [];
  const closings: string[] = [];
  const wish: SignInWindow = {
    url: 'https://as.example/authorize?client_id=a',
    redirectUri,
    jar: 'one',
    signal: abort.signal,
    arrived: (arrival) => arrivals.push(arrival),
    closed: (reason) => closings.push(reason),
    ...change,
  };
  return { wish, abort, arrivals, closings };
}

/** Opens one, with the page's side of it in hand. */
async function opened(change: Partial<SignInWindow> = {}) {
  const windows = createSignInWindows(() => null);
  lockEveryPage(windows.owns);
  const run = wished(change);
  await windows.open(run.wish);
  const window = desk.windows.at(-1);
  if (window === undefined) throw new Error('no window was opened');
  const { webContents } = window;
  /** Whether a navigation was stopped before its request. */
  const navigate = (name: string, url: string, isMainFrame = true): boolean => {
    let isStopped = false;
    webContents.emit(name, { url, isMainFrame, preventDefault: () => (isStopped = true) });
    return isStopped;
  };
  /** Whether a request was kept from being sent. */
  const send = (url: string, form?: string, webContentsId = webContents.id): boolean | undefined => {
    let isStopped: boolean | undefined;
    const uploadData = form === undefined ? undefined : [{ bytes: Buffer.from(form.slice(0, 5)) }, { bytes: Buffer.from(form.slice(5)) }];
    webContents.session.beforeRequest?.listener({ url, uploadData, webContentsId } as never, ({ cancel }) => {
      isStopped = cancel;
    });
    return isStopped;
  };
  return { ...run, windows, window, webContents, navigate, send };
}

describe('the sign-in window', () => {
  test('has a sandboxed page without preload, without Node, with the cookies of its profile in memory alone', async () => {
    const { window, webContents } = await opened();
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(window.options.webPreferences).not.toHaveProperty('preload');
    expect(webContents.session.partition).toBe('profile-one');
    expect(webContents.session.partition).not.toContain('persist:');
    expect(webContents.url).toBe('https://as.example/authorize?client_id=a');
  });

  test('shows the origin as its title, whatever the page calls itself', async () => {
    const { window } = await opened();
    let isStopped = false;
    window.emit('page-title-updated', { preventDefault: () => (isStopped = true) }, 'Your bank', true);
    expect([window.title, isStopped]).toEqual(['https://as.example · Grantbench', true]);
  });

  test.each(['media', 'geolocation', 'openExternal', 'clipboard-read', 'clipboard-sanitized-write'] as const)(
    'gives no page the permission %s, no device, no screen, no download',
    async (permission) => {
      const { session } = (await opened()).webContents;
      let granted: boolean | null = null;
      session.permissionRequest?.({} as never, permission as never, (answer) => (granted = answer), {} as never);
      expect(granted).toBe(false);
      expect(session.permissionCheck?.(null, permission as never, 'https://as.example', {} as never)).toBe(false);
      expect([session.device?.({} as never), session.displayMedia]).toEqual([false, null]);
      let isStopped = false;
      session.emit('will-download', { preventDefault: () => (isStopped = true) });
      expect(isStopped).toBe(true);
    },
  );

  test('opens no window, and cannot be kept open by its page', async () => {
    const { webContents } = await opened();
    expect(webContents.windowOpen?.({ url: 'https://as.example/' } as never)).toEqual({ action: 'deny' });
    let ignored = false;
    webContents.emit('will-prevent-unload', { preventDefault: () => (ignored = true) });
    expect(ignored).toBe(true);
  });

  test.each([
    ['https://login.example/', true, false],
    ['http://localhost:8080/login', true, false],
    ['file:///etc/passwd', true, true],
    ['app://bundle/', true, true],
    ['data:text/html,x', true, true],
    ['ms-calculator:', true, true],
    ['data:text/html,x', false, false],
    ['file:///etc/passwd', false, true],
  ])('is led to %s (main frame: %s): stopped %s', async (url, isMainFrame, isStopped) => {
    const { navigate, arrivals } = await opened();
    expect([navigate('will-frame-navigate', url, isMainFrame), navigate('will-redirect', url, isMainFrame)]).toEqual([
      isStopped,
      isStopped,
    ]);
    expect(arrivals).toEqual([]);
  });

  test('other pages stay where they are', async () => {
    const { windows } = await opened();
    expect(windows.owns({ session: {} } as never)).toBe(false);
  });
});

describe('a redirect in the sign-in window', () => {
  test('by query is taken out before it is sent, though nobody listens there', async () => {
    const { navigate, send, arrivals } = await opened();
    const url = `${redirectUri}?code=c&state=s`;
    expect(navigate('will-redirect', url)).toBe(false);
    expect(send(url)).toBe(true);
    expect(arrivals).toEqual([{ url, form: null }]);
  });

  test('as a posted form is taken out with the form', async () => {
    const { navigate, send, arrivals } = await opened();
    expect(navigate('will-frame-navigate', redirectUri)).toBe(false);
    expect(send(redirectUri, 'code=c&state=s')).toBe(true);
    expect(arrivals).toEqual([{ url: redirectUri, form: 'code=c&state=s' }]);
  });

  test.each([
    ['in the fragment', redirectUri, `${redirectUri}#code=c&state=s`],
    ['to a custom scheme', 'com.example.app:/cb', 'com.example.app:/cb?code=c&state=s'],
  ])('%s is taken out of the navigation', async (_what, uri, url) => {
    const { navigate, arrivals } = await opened({ redirectUri: uri });
    expect(navigate('will-redirect', url)).toBe(true);
    expect(arrivals).toEqual([{ url, form: null }]);
  });

  test('is that of its own window and main frame, at its own address', async () => {
    const { navigate, send, arrivals } = await opened();
    expect(send(`${redirectUri}?code=c`, undefined, 99)).toBe(false);
    expect(send('https://app.example/callback2?code=c')).toBe(false);
    expect(send('https://app.example.evil/callback?code=c')).toBe(false);
    expect(navigate('will-redirect', `${redirectUri}#code=c`, false)).toBe(false);
    expect(arrivals).toEqual([]);
  });
});

describe('the sign-in window goes', () => {
  test('when the run is done with it, and tells nobody', async () => {
    const { window, abort, closings } = await opened();
    abort.abort();
    expect([window.destroyed, closings]).toEqual([true, []]);
  });

  test('when the user closes it: one way less', async () => {
    const { window, closings } = await opened();
    window.destroy();
    expect(closings).toEqual(['The sign-in window was closed.']);
  });

  test('when its page cannot be loaded, and says why; a redirect that was taken out is no such thing', async () => {
    const { window, webContents, closings } = await opened();
    for (const code of [-3, -20]) webContents.emit('did-fail-load', {}, code, '', 'https://app.example/callback', true);
    webContents.emit('did-fail-load', {}, -105, 'ERR_NAME_NOT_RESOLVED', 'https://cdn.example/x', false);
    expect(window.destroyed).toBe(false);
    webContents.emit('did-fail-load', {}, -105, 'ERR_NAME_NOT_RESOLVED', 'https://as.example/authorize?a=b', true);
    expect([window.destroyed, closings]).toEqual([true, ['The sign-in window could not load https://as.example: ERR_NAME_NOT_RESOLVED.']]);
  });

  test('and is there once: asked again, it comes to the front', async () => {
    const { windows, wish, window } = await opened();
    await windows.open(wish);
    expect([desk.windows.length, window.focused]).toEqual([1, true]);
  });

  test('not even open for what is no web page', async () => {
    await expect(opened({ url: 'file:///etc/passwd' })).rejects.toMatchObject({ code: 'BROWSER_FAILED' });
    expect(desk.windows[0]?.destroyed).toBe(true);
  });
});

test('cookies are forgotten for one profile, or for all; windows of theirs close', async () => {
  const { windows, window } = await opened();
  const other = wished({ jar: 'two' });
  await windows.open(other.wish);
  const jars = () => [...desk.partitions.values()].map(({ cleared }: StandInSession) => cleared);
  await windows.forget('one');
  const everything = ['storage', 'cache', 'credentials', 'connections'];
  expect(jars()).toEqual([everything, []]);
  expect([window.destroyed, desk.windows[1]?.destroyed]).toEqual([true, false]);
  await windows.forget('never opened');
  await windows.forget(null);
  expect(jars()).toEqual([[...everything, ...everything], everything]);
});

describe('grantbench:// addresses', () => {
  const taken: string[] = [];
  let shown = 0;
  const receive = (program: readonly string[] = ['grantbench']) => {
    const inbox = createSchemeInbox('grantbench');
    inbox.open((address) => taken.push(address));
    receiveScheme(inbox, program, () => {
      shown += 1;
    });
  };
  beforeEach(() => {
    taken.length = 0;
    shown = 0;
  });
  afterEach(() => Reflect.deleteProperty(process, 'defaultApp'));

  test('come from a second start, whatever stands around them, and as an event of macOS', () => {
    receive();
    app.emit(
      'second-instance',
      {} as never,
      ['grantbench', '--flag', 'https://evil.example', 'grantbench://callback?code=1'] as never,
      '/',
    );
    let isStopped = false;
    app.emit('open-url', { preventDefault: () => (isStopped = true) } as never, 'grantbench://callback?code=2' as never);
    expect(taken).toEqual(['grantbench://callback?code=1', 'grantbench://callback?code=2']);
    expect([shown, isStopped]).toEqual([2, true]);
    expect(desk.protocolClients).toEqual([{ scheme: 'grantbench' }]);
  });

  test('of a program that Electron runs from a file are registered with that file', () => {
    Object.assign(process, { defaultApp: true });
    receive(['electron', 'dist/host/main.js']);
    expect(desk.protocolClients).toEqual([{ scheme: 'grantbench', path: process.execPath, args: [resolve('dist/host/main.js')] }]);
  });
});
