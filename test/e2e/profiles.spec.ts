import { readFileSync } from 'node:fs';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

test.beforeEach(async ({ page, host }) => {
  await host.open(page);
  await new Workbench(page).startPlayground();
});

test('a profile is renamed, duplicated with its secret, and deleted', async ({ page }) => {
  const { profiles, form, ...workbench } = new Workbench(page);
  await profiles.do('Machine client', 'Rename');
  await page.getByRole('textbox', { name: 'Name of the profile' }).fill('Nightly job');
  await page.keyboard.press('Enter');
  await expect(profiles.row('Nightly job')).toBeVisible();

  await profiles.do('Nightly job', 'Duplicate');
  await expect(form.name).toHaveText('Nightly job copy');
  await expect(form.clientSecret).toHaveAttribute('placeholder', '••••••••••');
  await form.run.click();
  await expect(workbench.result).toContainText('signature valid');

  await profiles.do('Nightly job copy', 'Delete …');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(profiles.row('Nightly job copy')).toHaveCount(0);
  await page.reload();
  await expect(profiles.row('Nightly job')).toBeVisible();
  await expect(profiles.row('Nightly job copy')).toHaveCount(0);
});

test('the keyboard finds, walks and reorders', async ({ page }) => {
  const { profiles, form } = new Workbench(page);
  await page.keyboard.press('Control+k');
  await expect(profiles.search).toBeFocused();
  await page.keyboard.type('web pkce');
  await expect.poll(() => profiles.names()).toEqual(['Web app with PKCE']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(form.name).toHaveText('Web app with PKCE');

  await profiles.search.fill('no such thing');
  await expect(page.getByText('No profile matches')).toBeVisible();
  await profiles.search.press('Escape');
  await expect(profiles.row('Machine client')).toBeVisible();

  const before = await profiles.names();
  await profiles.row(before[0] ?? '').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => profiles.names()).toEqual([before[1], before[0], ...before.slice(2)]);
  await page.reload();
  await expect.poll(() => profiles.names()).toEqual([before[1], before[0], ...before.slice(2)]);
});

test('profiles are put into groups, and dragged between them', async ({ page }) => {
  const { profiles } = new Workbench(page);
  await profiles.do('Trusted desktop app', 'Move to group …');
  await page.getByLabel('Group', { exact: true }).fill('Legacy');
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
  await expect(profiles.group('Legacy')).toHaveText(['Trusted desktop app']);

  await profiles.row('Machine client').dragTo(profiles.row('Trusted desktop app'));
  await expect(profiles.group('Legacy')).toHaveText(['Machine client', 'Trusted desktop app']);
});

test('an export holds no secret, and comes back as new profiles', async ({ page }) => {
  const { profiles, form } = new Workbench(page);
  await profiles.do('Machine client', 'Export …');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain('machine-client');
  expect(text).not.toContain('machine-secret');

  await profiles.add('Import …');
  await page.getByLabel('Exported text').fill('{ "format": "something-else" }');
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByLabel('Exported text')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Exported text').fill(text);
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await profiles.names()).filter((name) => name === 'Machine client')).toHaveLength(2);
  await expect(form.clientSecret).toHaveAttribute('placeholder', 'not set');
});
