/** The desktop program itself. Runs where an Electron runtime is: `npm run test:desktop`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, chromium, type ElectronApplication, _electron as electron, expect, type Page } from '@playwright/test';
import { electronProgram } from '../../scripts/electron-runtime.ts';
import { chromiumArguments, findChromium } from '../../scripts/find-chromium.ts';
import { PlaygroundPages } from './pages/playground-pages.ts';
import { ResultPane } from './pages/result-pane.ts';
import { Workbench } from './pages/workbench.ts';

const main = fileURLToPath(new URL('../../dist/host/main.js', import.meta.url));

interface Desktop {
  readonly dataFolder: string;
  launch(): Promise<{ app: ElectronApplication; page: Page }>;
}

const test = base.extend<{ desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
  desktop: async ({}, use) => {
    const executablePath = electronProgram();
    if (executablePath === null) throw new Error('No Electron runtime: npm run test:desktop says so before it starts this suite.');
    const dataFolder = mkdtempSync(join(tmpdir(), 'grantbench-desktop-'));
    const running: ElectronApplication[] = [];
    const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), main, '--data-dir', dataFolder];
    await use({
      dataFolder,
      async launch() {
        const app = await electron.launch({ executablePath, args });
        running.push(app);
        return { app, page: await app.firstWindow() };
      },
    });
    for (const app of running) await app.close().catch(() => undefined);
    rmSync(dataFolder, { recursive: true, force: true });
  },
});

/** Notes what the desktop would open in the system browser, instead of opening it. */
async function noteOpenedPages(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedPages: opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  return () => app.evaluate(() => (globalThis as unknown as { openedPages: string[] }).openedPages);
}

test('the page is sandboxed and sees nothing of Node', async ({ desktop }) => {
  const { app, page } = await desktop.launch();
  expect(page.url()).toBe('app://bundle/');
  expect(
    await page.evaluate(() => [
      typeof globalThis.process,
      'require' in globalThis,
      Object.keys(Reflect.get(globalThis, 'grantbench') as object).sort(),
    ]),
  ).toEqual(['undefined', false, ['invoke', 'on']]);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('client credentials, the code flow in the system browser, and everything there after a restart', async ({ desktop }) => {
  const first = await desktop.launch();
  const workbench = new Workbench(first.page);
  await workbench.startPlayground();
  await workbench.profiles.select('Machine client');
  await workbench.form.run.click();
  await expect(workbench.token('Access token')).toContainText('signature valid');

  const opened = await noteOpenedPages(first.app);
  await workbench.profiles.select('Web app with PKCE');
  await workbench.form.run.click();
  await expect.poll(opened).toHaveLength(1);
  const executablePath = findChromium() ?? undefined;
  const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: chromiumArguments() });
  const pages = new PlaygroundPages(await browser.newPage());
  await pages.page.goto((await opened())[0] ?? '');
  await pages.signIn('alice');
  await pages.allow();
  await expect(workbench.token('ID token')).toContainText('signature valid');
  await browser.close();
  await first.app.close();

  const second = await desktop.launch();
  const again = new Workbench(second.page);
  await expect(again.profiles.recentRuns.getByRole('listitem')).toHaveCount(2);
  await again.profiles.select('Machine client');
  await again.form.run.click();
  await expect(again.token('Access token')).toContainText('signature valid');
});

/** What no request brought has no exchange to lead to, but its arrow says the same. */
const cameBy = (page: Page, words: RegExp) => new ResultPane(page).sequence.locator('title').filter({ hasText: words });

test('a profile signs in at a window of its own, whose cookies are its own; the redirect needs nobody who listens', async ({ desktop }) => {
  const { app, page } = await desktop.launch();
  const workbench = new Workbench(page);
  await workbench.startPlayground();
  await workbench.profiles.select('Web app with PKCE');
  await page.getByRole('button', { name: 'Sign in at' }).click();
  await page.getByRole('option', { name: /own window/ }).click();

  const signIn = async (ask: boolean) => {
    const opened = app.waitForEvent('window');
    await workbench.form.run.click();
    const window = await opened;
    if (ask) {
      const seen = await window.evaluate(() => [typeof globalThis.process, 'require' in globalThis, 'grantbench' in globalThis]);
      expect(seen).toEqual(['undefined', false, false]);
      await new PlaygroundPages(window).signIn('alice');
    }
    // A server that knows the user and has the consent redirects at once: there may be nothing left to press.
    await new PlaygroundPages(window).allow().catch(() => undefined);
    if (!window.isClosed()) await window.waitForEvent('close');
    await expect(workbench.token('ID token')).toContainText('signature valid');
    await expect(cameBy(page, /^code, state, iss · window/)).toHaveCount(1);
  };
  await signIn(true);
  await signIn(false);
  await page.getByRole('button', { name: 'Forget cookies' }).click();
  await expect(page.getByText('Forgotten:')).toBeVisible();
  await signIn(true);
});

test('closing the window leaves the run waiting, and the system hands over grantbench:// by its state alone', async ({ desktop }) => {
  const { app, page } = await desktop.launch();
  const workbench = new Workbench(page);
  await workbench.startPlayground();
  await workbench.profiles.select('Web app with PKCE');
  await page.getByRole('button', { name: 'Sign in at' }).click();
  await page.getByRole('option', { name: /own window/ }).click();
  const opened = app.waitForEvent('window');
  await workbench.form.run.click();
  await (await opened).close();
  const ways = page.getByRole('list', { name: 'Ways that are open' });
  await expect(ways).toHaveText(/loopback.*paste/);
  await expect(ways).not.toHaveText(/window/);
  await page.getByRole('button', { name: 'Cancel' }).first().click();

  await page.getByLabel('Redirect URI', { exact: true }).fill('grantbench://callback');
  const wanted = await noteOpenedPages(app);
  await page.getByRole('button', { name: 'Sign in at' }).click();
  await page.getByRole('option', { name: /system browser/ }).click();
  await workbench.form.run.click();
  await expect.poll(wanted).toHaveLength(1);
  const state = new URL((await wanted())[0] ?? '').searchParams.get('state') ?? '';
  const handOver = (address: string) =>
    app.evaluate(({ app: program }, argument) => program.emit('second-instance', {}, ['grantbench', argument], '/'), address);
  await handOver('grantbench://callback?error=access_denied&state=guessed');
  await expect(ways).toBeVisible();
  await handOver(`grantbench://callback?error=access_denied&state=${state}`);
  await expect(cameBy(page, /^error, state · custom scheme/)).toHaveCount(1);
});
