import type { Page } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { expect, test } from './host-fixture.ts';
import { CaptureScreen } from './pages/capture-screen.ts';
import { Workbench } from './pages/workbench.ts';

const everyLevel = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** On the page as it is, or on the part of it that was not seen before; by some rules only, where the others were asked before. */
async function expectNoViolations(page: Page, { rules, within }: { rules?: string[]; within?: string } = {}): Promise<void> {
  // Tooltips and open lists float above the page, in no region of it.
  const asked = rules === undefined ? { tags: everyLevel, except: ['region'] } : { rules };
  expect.soft(await axeFindings(page, { ...asked, ...(within !== undefined && { within }) })).toEqual([]);
}

/** In the light by every rule; in the dark only the colours are others. */
async function expectNoViolationsInBothThemes(page: Page, within?: string): Promise<void> {
  const theme = page.locator('html');
  const part = within === undefined ? {} : { within };
  await expectNoViolations(page, part);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(theme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expectNoViolations(page, { ...part, rules: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(theme).toHaveAttribute('data-mantine-color-scheme', 'light');
}

const dialog = '[role=dialog]';

// Two walks, so that the workers share what takes longest.
test('axe finds nothing on the first screen, the form, a run, the dialogs and lists of the workbench', async ({ page, host }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await host.open(page);
  const workbench = new Workbench(page);

  await test.step('the first screen, the form and a run', async () => {
    await expect(page.getByRole('heading', { name: 'Get a token' })).toBeVisible();
    await expectNoViolationsInBothThemes(page);
    await workbench.startPlayground();
    await expect(workbench.form.discovered()).toBeVisible();
    await workbench.form.run.click();
    await expect(workbench.token('Access token')).toBeVisible();
    await workbench.form.unfold('Extra parameters');
    await page.getByRole('button', { name: 'Add parameter' }).click();
    await workbench.form.unfold('TLS and proxy');
    await page.getByLabel('Do not verify certificates').check();
    await expectNoViolationsInBothThemes(page);
  });

  await test.step('the dialogs and lists', async () => {
    await workbench.form.discovered().click();
    await expect(page.getByRole('dialog')).toContainText('Introspection endpoint');
    await expectNoViolationsInBothThemes(page, dialog);
    await page.getByRole('tab', { name: 'Judged' }).click();
    await expect(page.getByRole('dialog').getByRole('region', { name: 'RFC 9700' })).toBeVisible();
    // Its colours are those of the verdicts, seen in both themes on the run.
    await expectNoViolations(page, { within: dialog });
    await page.keyboard.press('Escape');
    await workbench.form.grant.click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectNoViolationsInBothThemes(page, '[role=listbox]:has([role=option])');
    await page.keyboard.press('Escape');

    await workbench.profiles.select('Web app with PKCE');
    await expectNoViolations(page, { rules: ['target-size'] });
    await page.getByRole('button', { name: 'misbehave …' }).click();
    await expect(page.getByRole('dialog', { name: 'How the playground misbehaves' }).getByRole('checkbox').first()).toBeVisible();
    await expectNoViolations(page, { rules: ['target-size'] });
  });
});

test('axe finds nothing in the other sections', async ({ page, host }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await host.open(page);
  const workbench = new Workbench(page);
  await workbench.startPlayground();
  await workbench.form.run.click();
  await expect(workbench.token('Access token')).toBeVisible();
  await workbench.goTo('Environments');
  await page.getByRole('button', { name: 'Add an environment' }).click();
  await page.getByRole('button', { name: 'Add variable' }).click();
  await expectNoViolationsInBothThemes(page);
  await workbench.goTo('Capture');
  const address = await new CaptureScreen(page).listen('/callback');
  await fetch(`${address}?error=access_denied&state=a-state`);
  await expect(page.getByRole('heading', { name: 'The server refused' })).toBeVisible();
  await page.getByRole('button', { name: 'What to register' }).click();
  await expect(page.getByText('Register one of these at the server')).toBeVisible();
  await expectNoViolationsInBothThemes(page);
  await page.getByRole('button', { name: 'Hand to a run…' }).click();
  await expect(page.getByRole('dialog', { name: 'Hand to a run' })).toBeVisible();
  await expectNoViolations(page, { within: dialog });
  await page.keyboard.press('Escape');
  for (const section of ['Tokens', 'History', 'Settings'] as const) {
    await workbench.goTo(section);
    await expect(page.getByRole('heading', { name: section }).first()).toBeVisible();
    await expectNoViolationsInBothThemes(page);
  }
});

test('at every size of the window, and by keyboard alone, everything can be reached', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { profiles, form } = workbench;
  const fits = async (width: number) => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await page.setViewportSize({ width: 480, height: 300 });
  await host.open(page);

  await test.step('at 200 % of the smallest window the playground is started, by keyboard or pointer', async () => {
    const start = page.getByRole('button', { name: 'Start the playground' });
    await start.click({ trial: true });
    await start.focus();
    await page.keyboard.press('Enter');
    await expect(form.run).toBeInViewport({ timeout: 20_000 });
  });

  await test.step('at 200 % of the smallest window everything can be reached, and the result has the width', async () => {
    await page.getByRole('button', { name: 'Profiles' }).click();
    const all = page.getByRole('dialog', { name: 'All profiles' });
    await all.getByText('Machine client, secret in the body').click();
    await expect(all).toHaveCount(0);
    await form.run.click();
    await expect(workbench.token('Access token')).toBeVisible();
    await fits(480);
    const width = await page.getByRole('region', { name: 'Result', exact: true }).evaluate((element) => element.clientWidth);
    expect(width).toBeGreaterThan(400);
    await page.getByRole('tab', { name: /^Exchanges/ }).click();
    await expect(page.getByRole('region', { name: 'Request', exact: true })).toBeVisible();
    await expectNoViolations(page);
    for (const section of ['Environments', 'Settings', 'Workbench'] as const) {
      await workbench.goTo(section);
      await fits(480);
    }
  });

  await test.step('at 960 × 600 the form is a drawer, and nothing is cut off', async () => {
    await page.setViewportSize({ width: 960, height: 600 });
    await profiles.select('Machine client');
    await expect(workbench.token('Access token')).toHaveCount(0);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: 'Profile' });
    await expect(drawer.getByRole('button', { name: /^Run/ })).toBeInViewport();
    expect(await drawer.boundingBox()).toEqual({ x: 0, y: 0, width: 440, height: 600 });
    await drawer.getByLabel('Scope', { exact: true }).fill('api:read');
    await expectNoViolations(page);
    await page.keyboard.press('Control+Enter');
    await expect(drawer).toHaveCount(0);
    await expect(workbench.token('Access token')).toBeVisible();
    await fits(960);
  });

  await test.step('the whole way by keyboard: profile, field, run, panes', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
    await page.keyboard.press('Control+k');
    await expect(profiles.search).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(form.name).toHaveText('Machine client, secret in the body');
    const [line] = await page.getByRole('separator').all();
    await line?.focus();
    const width = () => page.getByRole('complementary', { name: 'Profiles' }).evaluate((element) => element.clientWidth);
    const before = await width();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(width).toBeGreaterThan(before);
    await expect(profiles.recentRuns.getByRole('listitem')).toHaveCount(2);
    await page.keyboard.press('Control+Enter');
    await expect(profiles.recentRuns.getByRole('listitem')).toHaveCount(3);
    await expect(workbench.token('Access token')).toBeVisible();
    const after = await width();
    await page.reload();
    await expect.poll(width).toBe(after);
  });
});
