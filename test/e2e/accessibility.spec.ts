import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Tooltips and open lists float above the page, in no region of it.
    .disableRules(['region'])
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen (${colorScheme})`, async ({ page, host }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await host.open(page);
    const workbench = new Workbench(page);
    await expect(page.getByRole('heading', { name: 'Get a token' })).toBeVisible();
    await expectNoViolations(page);

    await workbench.startPlayground();
    await expect(workbench.form.discovered()).toBeVisible();
    await expectNoViolations(page);
    await workbench.form.run.click();
    await expect(workbench.token('Access token')).toBeVisible();
    await expectNoViolations(page);

    await workbench.form.unfold('Extra parameters');
    await page.getByRole('button', { name: 'Add parameter' }).click();
    await workbench.form.unfold('TLS');
    await page.getByLabel('Do not verify certificates').check();
    await expectNoViolations(page);
    await workbench.form.discovered().click();
    await expect(page.getByRole('dialog')).toContainText('"token_endpoint"');
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await workbench.form.grant.click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');

    await workbench.goTo('Inspector');
    await expect(page.getByRole('heading', { name: 'Paste a token' })).toBeVisible();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Try a comparison' }).click();
    await expect(page.getByRole('table', { name: 'Claims compared' })).toBeVisible();
    await expectNoViolations(page);
    for (const task of ['Edit', 'Read'] as const) {
      await page.getByRole('radiogroup', { name: 'Task' }).getByText(task, { exact: true }).click();
      await expect(page.getByRole('button', { name: task === 'Edit' ? 'Sign' : 'Verify', exact: true })).toBeVisible();
      await expectNoViolations(page);
    }

    await workbench.goTo('Environments');
    await page.getByRole('button', { name: 'Add an environment' }).click();
    await page.getByRole('button', { name: 'Add variable' }).click();
    await expectNoViolations(page);
    for (const section of ['History', 'Settings'] as const) {
      await workbench.goTo(section);
      await expect(page.getByRole('heading', { name: section }).first()).toBeVisible();
      await expectNoViolations(page);
    }
  });
}

test('at 960 × 600 the form is a drawer, and nothing is cut off', async ({ page, host }) => {
  await page.setViewportSize({ width: 960, height: 600 });
  await host.open(page);
  const workbench = new Workbench(page);
  await workbench.startPlayground();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: 'Profile' });
  await expect(drawer.getByRole('button', { name: /^Run/ })).toBeInViewport();
  await drawer.getByLabel('Scope', { exact: true }).fill('api:read');
  await expectNoViolations(page);
  await page.keyboard.press('Control+Enter');
  await expect(drawer).toHaveCount(0);
  await expect(workbench.token('Access token')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(960);
});

test('at 200 % everything can be reached', async ({ browser, host }) => {
  const context = await browser.newContext({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  await host.open(page);
  const workbench = new Workbench(page);
  await workbench.startPlayground();
  await expect(page.getByRole('button', { name: /^Run/ })).toBeInViewport();
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(workbench.token('Access token')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  for (const section of ['Inspector', 'Environments', 'Settings'] as const) {
    await workbench.goTo(section);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  }
  await context.close();
});

test('the whole way by keyboard: profile, field, run, panes', async ({ page, host }) => {
  await host.open(page);
  const workbench = new Workbench(page);
  await page.getByRole('button', { name: 'Start the playground' }).focus();
  await page.keyboard.press('Enter');
  await expect(workbench.profiles.row('Machine client')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Control+k');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(workbench.form.name).toHaveText('Machine client, secret in the body');
  const [line] = await page.getByRole('separator').all();
  await line?.focus();
  const width = () => page.getByRole('complementary', { name: 'Profiles' }).evaluate((element) => element.clientWidth);
  const before = await width();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBeGreaterThan(before);
  await page.keyboard.press('Control+Enter');
  await expect(workbench.token('Access token')).toBeVisible();
  const after = await width();
  await page.reload();
  await expect.poll(width).toBe(after);
});
