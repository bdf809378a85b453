import { BrowserWindow, nativeTheme } from 'electron';
import { APP_ORIGIN } from './channels.ts';
import { pageWithoutPowers } from './page-without-powers.ts';

/** Page colours of the two themes, so that a new window does not flash white before the page paints. */
const pageColour = { light: '#f7f7f8', dark: '#131316' } as const;

/**
 * Opens the workbench window. Electron itself remembers where it was (`windowStatePersistence`, keyed
 * by `name`).
 *
 * @param preload absolute path of the built preload.
 */
export async function openWindow(preload: string): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    name: 'workbench',
    windowStatePersistence: true,
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Grantbench',
    backgroundColor: pageColour[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: { ...pageWithoutPowers, preload },
  });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
