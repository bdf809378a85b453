import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import { axeFindings } from './axe.ts';
import { expect, test } from './host-fixture.ts';
import { HistoryScreen } from './pages/history-screen.ts';
import { ResultPane } from './pages/result-pane.ts';

/** Every state the result pane and History must show, from recorded runs (test/fixtures/result-harness), without a host. */
const configFile = fileURLToPath(new URL('../fixtures/result-harness/vite.config.ts', import.meta.url));
// One build of the harness, one worker that serves it.
test.describe.configure({ mode: 'default' });

let server: PreviewServer;
let address: string;

test.beforeAll(async () => {
  await build({ configFile, logLevel: 'error' });
  server = await preview({ configFile, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  address = server.resolvedUrls?.local[0] ?? '';
});

test.afterAll(async () => server.close());

async function show(page: Page, query: string): Promise<ResultPane> {
  await page.goto(`${address}?${query}`);
  await page.evaluate(() => document.fonts.ready);
  return new ResultPane(page);
}

// The harness is no whole page: it has no landmarks and no first heading of its own.
const faults = (page: Page) => axeFindings(page, { except: ['region', 'landmark-one-main', 'page-has-heading-one', 'heading-order'] });

/** Each state, at the tabs where it looks like no other. */
const looks = [
  ['none', ['Tokens']],
  ['waiting', ['Tokens']],
  ['success', ['Tokens']],
  ['partial', ['Tokens', 'Verdicts']],
  ['refused', ['Tokens']],
  ['state', ['Exchanges']],
  ['long', ['Tokens']],
  ['tls', ['Exchanges']],
] as const;

test('no state has an accessibility fault, in the light and in the dark', async ({ page }) => {
  // Eighteen readings by axe, which takes seconds for each where the machine has other work.
  test.slow();
  for (const [state, tabs] of looks) {
    const pane = await show(page, `state=${state}`);
    for (const tab of tabs) {
      await pane.open(tab);
      if (tab === 'Exchanges') await expect(pane.exchanges.getByRole('option').first()).toBeVisible();
      expect(await faults(page), `${state}, ${tab}`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
      expect(await axeFindings(page, { rules: ['color-contrast'] }), `${state}, ${tab}, dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
    }
  }
});

test('each state keeps its place and its width, and none looks better than it is', async ({ page }) => {
  await test.step('tokens whose checks failed never look like success', async () => {
    const pane = await show(page, 'state=partial');
    await expect(pane.outcome).toHaveText('access and id token, but 1 check failed');
    await expect(pane.root.getByRole('note')).toContainText('Do not trust these tokens yet.');
    await expect(pane.card('ID token').getByText('signature invalid')).toBeVisible();
    await expect(pane.card('Verdicts on this run').getByRole('button').first()).toHaveText(/nonce returned\s*failed/);
  });

  await test.step('nothing below the sequence moves from before the run to its end', async () => {
    const tops: (number | undefined)[] = [];
    for (const state of ['none', 'running', 'waiting', 'success', 'refused']) {
      const pane = await show(page, `state=${state}`);
      tops.push((await pane.root.getByRole('tablist').boundingBox())?.y);
    }
    expect(new Set(tops).size).toBe(1);
  });

  for (const state of ['refused', 'waiting', 'tls', 'long']) {
    await test.step(`at no width of the pane is anything wider than it: ${state}`, async () => {
      const pane = await show(page, `state=${state}&width=1200`);
      // From wide to narrow: what was drawn before is too wide until it is drawn anew.
      for (const width of [1200, 748, 480, 320]) {
        await page.setViewportSize({ width, height: 600 });
        for (const tab of ['Tokens', 'Verdicts', 'Exchanges'] as const) {
          await pane.open(tab);
          const panel = page.locator('[role=tabpanel]:visible');
          const wider = () => panel.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
          await expect.poll(wider, `${state} at ${width} px, ${tab}`).toBe(0);
        }
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    });
  }

  await test.step('a right-to-left claim does not turn its row, and a long one unfolds', async () => {
    const pane = new ResultPane(page);
    await pane.open('Tokens');
    const claims = pane.card('ID token');
    const meaning = await claims.getByText('Full name.').boundingBox();
    const name = await claims.getByText('name', { exact: true }).first().boundingBox();
    expect(meaning?.x).toBeGreaterThan(name?.x ?? Number.POSITIVE_INFINITY);
    const groups = claims.getByRole('button', { name: /group-0/ });
    await groups.focus();
    await page.keyboard.press('Enter');
    await expect(groups).toHaveAttribute('aria-expanded', 'true');
    await expect(groups).toContainText('"group-899"');
  });
});

test('a body that is large, or not what it says, is shown for what it is', async ({ page }) => {
  const pane = await show(page, 'state=heavy');
  await pane.open('Exchanges');
  const rows = pane.exchanges.getByRole('option');

  await test.step('bodies that are not what they say are said to be so', async () => {
    const said: [number, string][] = [
      [1, 'Cut off: only the beginning of the answer is here.'],
      [2, 'Not UTF-8 text.'],
      [3, 'Says it is JSON, and is not.'],
      [4, 'Empty.'],
    ];
    for (const [row, words] of said) {
      await rows.nth(row).click();
      await expect(pane.card('Response').getByText(words)).toBeVisible();
    }
  });

  await test.step('ten megabytes on one line are looked at without a freeze', async () => {
    await rows.first().click();
    const body = pane.root.getByRole('textbox', { name: 'Response body' });
    await expect(body).toContainText('"index":0');
    await expect(pane.root.getByText('The first 200,000 characters.')).toBeVisible();
    const longest = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let worst = 0;
          new PerformanceObserver((list) => {
            worst = Math.max(worst, ...list.getEntries().map(({ duration }) => duration));
          }).observe({ type: 'longtask' });
          setTimeout(() => resolve(worst), 4_000);
        }),
    );
    await pane.root.getByRole('button', { name: 'Show all' }).click();
    await expect(pane.root.getByText('The first 200,000 characters.')).toHaveCount(0);
    await expect(body).toContainText('"index":0');
    // Drawn as one line, the same text held the page for three seconds.
    expect(await longest).toBeLessThan(1_500);
  });
});

test('10,000 runs: only what is in view is drawn, the last is a key away; a locked keychain closes them', async ({ page }) => {
  await page.setViewportSize({ width: 1388, height: 900 });
  await show(page, 'screen=history&state=success');
  const history = new HistoryScreen(page);
  await expect(page.getByText('10,000 runs')).toBeVisible();
  expect(await history.rows.count()).toBeLessThan(60);
  await history.list.focus();
  await page.keyboard.press('End');
  await expect(history.rows.last()).toHaveAttribute('aria-posinset', '10000');
  await expect(history.rows.last()).toHaveAttribute('aria-selected', 'true');
  await expect(history.rows.last()).toContainText('127.0.0.1:41733');
  await page.keyboard.press('Home');
  await expect(history.rows.first()).toContainText('Profile 0');
  expect(await faults(page)).toEqual([]);

  await test.step('a locked keychain closes history, with its reason and what to do', async () => {
    await show(page, 'screen=history&closed=1');
    await expect(page.getByText('History is closed')).toBeVisible();
    await expect(page.getByText('The system keychain is locked. Unlock it, then try again.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });
});
