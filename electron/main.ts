/**
 * The desktop host: starts the workbench, shows one window on it, and ends both together. What the
 * workbench does is below; here is only what Electron must be told, in the order it must be told.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, session, shell, type WebContents } from 'electron';
import ElectronStore from 'electron-store';
import { dataFolder } from '../node/data-folder.ts';
import { closePorts, openPorts } from '../node/open-ports.ts';
import { createSchemeInbox } from '../node/redirect/scheme-inbox.ts';
import { version } from '../node/version.ts';
import { createPlayground } from '../playground/start-playground.ts';
import { AppError, asAppError } from '../shared/errors.ts';
import type { Capabilities } from '../shared/model/host-facts.ts';
import { OWN_SCHEME } from '../shared/model/redirect-place.ts';
import type { BrowserPort } from '../shared/ports.ts';
import { createWorkbench } from '../shared/workbench/create-workbench.ts';
import { registerAppScheme, serveAppProtocol } from './app-protocol.ts';
import { chromiumProxy } from './chromium-proxy.ts';
import { dataFolderArgument } from './command-line.ts';
import { emitTo, serveIpc } from './ipc.ts';
import { denyPermissions, lockEveryPage } from './lock-down.ts';
import { setMenu } from './menu.ts';
import { receiveScheme } from './receive-scheme.ts';
import { createSignInWindows } from './sign-in-window.ts';
import { startKeychainProcess } from './start-keychain-process.ts';
import { openWindow } from './window.ts';

const bundle = fileURLToPath(new URL('.', import.meta.url));

const capabilities: Capabilities = {
  opensBrowser: true,
  ownScheme: true,
  signInWindow: true,
  nativeMenu: true,
  commandKey: process.platform === 'darwin' ? '⌘' : 'Ctrl',
};

const browser: BrowserPort = {
  async open(url) {
    try {
      await shell.openExternal(url);
    } catch (cause) {
      throw new AppError('BROWSER_FAILED', { cause });
    }
  },
};

const inbox = createSchemeInbox(OWN_SCHEME);
let window: BrowserWindow | null = null;
const signIn = createSignInWindows(() => window);
const page = (): WebContents | null => (window === null || window.isDestroyed() ? null : window.webContents);

/** Shows the window there is: a second start of the program, or a click on a grantbench:// link, means this one. */
function showWindow(): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

async function show(): Promise<void> {
  window = await openWindow(join(bundle, 'preload.cjs'));
  window.on('closed', () => {
    window = null;
  });
}

async function start(folder: string): Promise<void> {
  await app.whenReady();
  denyPermissions(session.defaultSession);
  setMenu(process.platform, !app.isPackaged);
  serveAppProtocol(join(bundle, '../renderer'));

  const ports = openPorts({
    folder,
    Store: ElectronStore,
    browser,
    inbox,
    signInWindow: signIn,
    playground: createPlayground({ folder }),
    systemProxy: chromiumProxy(session.defaultSession),
    startKeychainProcess,
  });
  const workbench = createWorkbench(ports, { version, capabilities, dataFolder: folder }, emitTo(page));
  serveIpc(workbench.handlers, page, ports.log);

  // Runs end, stores close and the playground stops before the program does; Electron waits for nothing by itself.
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void workbench
      .close()
      .then(() => closePorts(ports))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
  app.on('activate', () => {
    if (window === null) void show();
  });
  await show();
}

app.enableSandbox();
registerAppScheme();
lockEveryPage(signIn.owns);
const folder = dataFolder(dataFolderArgument(process.argv) ?? undefined);
app.setPath('userData', folder);
// Chromium's own caches and storage stand apart from the files a person may want to look at.
app.setPath('sessionData', join(folder, 'desktop'));

if (app.requestSingleInstanceLock()) {
  receiveScheme(inbox, process.argv, showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // Not awaited here: Electron is ready only once this module has been evaluated.
  start(folder).catch((thrown: unknown) => {
    const { message, hint } = asAppError(thrown);
    dialog.showErrorBox('Grantbench cannot start', `${message}\n${hint}`);
    app.exit(1);
  });
} else {
  app.quit();
}
