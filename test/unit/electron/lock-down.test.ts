import type { Event, WebContents } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { isDocumentLink } from '../../../electron/external-links.ts';
import { denyPermissions, lockEveryPage } from '../../../electron/lock-down.ts';
import { setMenu } from '../../../electron/menu.ts';
import { openWindow } from '../../../electron/window.ts';
import { builtInPresets } from '../../../shared/servers/built-in-presets.ts';
import { clearDesk, desk, StandInSession, StandInWebContents } from '../../fixtures/electron/electron.ts';

beforeEach(clearDesk);

/** Emits a cancellable event and says whether it was cancelled. */
function isPrevented(contents: StandInWebContents, name: string, details: object): boolean {
  let prevented = false;
  contents.emit(name, { ...details, preventDefault: () => (prevented = true) } as unknown as Event);
  return prevented;
}

async function openedPage(): Promise<StandInWebContents> {
  lockEveryPage(() => false);
  await openWindow('/preload.cjs');
  const [window] = desk.windows;
  if (window === undefined) throw new Error('no window was opened');
  return window.webContents;
}

describe('the window', () => {
  test('has a sandboxed, isolated page without Node', async () => {
    await openWindow('/preload.cjs');
    expect(desk.windows[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      preload: '/preload.cjs',
    });
  });

  test('loads our own origin and shows itself only when it can paint', async () => {
    await openWindow('/preload.cjs');
    expect(desk.windows[0]?.webContents.url).toBe('app://bundle/');
    expect(desk.windows[0]?.options.show).toBe(false);
    expect(desk.windows[0]?.shown).toBe(true);
  });

  test('is never smaller than the screens are drawn for, and remembers where it was', async () => {
    await openWindow('/preload.cjs');
    expect(desk.windows[0]?.options).toMatchObject({ minWidth: 960, minHeight: 600, name: 'workbench', windowStatePersistence: true });
  });
});

describe('navigation', () => {
  test.each([
    'https://evil.example/',
    'file:///etc/passwd',
    'app://other/',
    'javascript:alert(1)',
    'about:blank',
    'app://bundle.evil.example/',
  ])('to %s is stopped', async (url) => {
    expect(isPrevented(await openedPage(), 'will-frame-navigate', { url, isMainFrame: true })).toBe(true);
  });

  test('a reload of our own page goes through, in the main frame only', async () => {
    const page = await openedPage();
    expect(isPrevented(page, 'will-frame-navigate', { url: 'app://bundle/', isMainFrame: true })).toBe(false);
    expect(isPrevented(page, 'will-frame-navigate', { url: 'app://bundle/', isMainFrame: false })).toBe(true);
  });

  test('redirects and webviews are stopped', async () => {
    const page = await openedPage();
    expect(isPrevented(page, 'will-redirect', { url: 'app://bundle/' })).toBe(true);
    expect(isPrevented(page, 'will-attach-webview', {})).toBe(true);
  });

  test('no new window ever opens; a link to a specification goes to the system browser', async () => {
    const page = await openedPage();
    const open = (url: string) => page.windowOpen?.({ url } as Electron.HandlerDetails);
    expect(open('https://www.rfc-editor.org/rfc/rfc6749#section-5.2')).toEqual({ action: 'deny' });
    expect(open('https://evil.example/')).toEqual({ action: 'deny' });
    expect(desk.opened).toEqual(['https://www.rfc-editor.org/rfc/rfc6749#section-5.2']);
  });
});

describe('a document link', () => {
  test('is every link of a built-in preset, and no other page of that host', () => {
    for (const { registration, source } of builtInPresets) {
      expect(isDocumentLink(registration.url)).toBe(true);
      expect(isDocumentLink(source?.url ?? '')).toBe(true);
    }
    expect(isDocumentLink('https://docs.github.com/')).toBe(false);
  });

  test.each([
    'http://www.rfc-editor.org/',
    'https://www.rfc-editor.org.evil.example/',
    'https://user@www.rfc-editor.org/',
    'https://www.rfc-editor.org:8443/',
    'file:///C:/Windows/System32/calc.exe',
    'ms-calculator:',
    'not a url',
    '',
  ])('is not %s', (link) => {
    expect(isDocumentLink(link)).toBe(false);
  });
});

describe('permissions', () => {
  const session = () => {
    const standIn = new StandInSession();
    denyPermissions(standIn as unknown as Electron.Session);
    return standIn;
  };

  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'usb', 'openExternal', 'fileSystem'] as const)(
    '%s is denied',
    (permission) => {
      const page = new StandInWebContents();
      page.url = 'app://bundle/';
      const standIn = session();
      let granted: boolean | null = null;
      standIn.permissionRequest?.(page as unknown as WebContents, permission as never, (answer) => (granted = answer), {} as never);
      expect(granted).toBe(false);
      expect(standIn.permissionCheck?.(page as unknown as WebContents, permission as never, 'app://bundle', {} as never)).toBe(false);
    },
  );

  test('writing to the clipboard is allowed to our own page and to no other', () => {
    const standIn = session();
    const ask = (url: string) => {
      const page = new StandInWebContents();
      page.url = url;
      let granted: boolean | null = null;
      standIn.permissionRequest?.(
        page as unknown as WebContents,
        'clipboard-sanitized-write' as never,
        (answer) => (granted = answer),
        {} as never,
      );
      return granted;
    };
    expect(ask('app://bundle/')).toBe(true);
    expect(ask('app://bundle.evil.example/')).toBe(false);
    expect(ask('https://evil.example/')).toBe(false);
    const check = (origin: string) => standIn.permissionCheck?.(null, 'clipboard-sanitized-write' as never, origin, {} as never);
    expect(check('app://bundle')).toBe(true);
    expect(check('app://bundle/')).toBe(true);
    expect(check('app://bundle.evil.example')).toBe(false);
  });

  test('devices are denied', () => {
    expect(session().device?.({} as never)).toBe(false);
  });
});

describe('the menu', () => {
  const roles = () => JSON.stringify(desk.menu);

  test('has no reload and no developer tools in a packaged program', () => {
    setMenu('linux', false);
    expect(roles()).not.toContain('toggleDevTools');
    expect(roles()).not.toContain('reload');
  });

  test('has an application menu on macOS only', () => {
    setMenu('darwin', false);
    expect(roles()).toContain('appMenu');
    setMenu('win32', false);
    expect(roles()).not.toContain('appMenu');
  });
});
