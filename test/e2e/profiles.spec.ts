import { readFileSync } from 'node:fs';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

test('profiles are found, ordered, grouped, renamed, duplicated, deleted, exported and imported', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { profiles, form, result } = workbench;
  await host.open(page);
  await workbench.startPlayground();

  await test.step('profiles are put into groups, and dragged between them', async () => {
    await profiles.do('Trusted desktop app', 'Move to group …');
    await page.getByLabel('Group', { exact: true }).fill('Legacy');
    await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
    await expect(profiles.group('Legacy')).toHaveText(['Trusted desktop app']);

    await profiles.row('Machine client').dragTo(profiles.row('Trusted desktop app'));
    await expect(profiles.group('Legacy')).toHaveText(['Machine client', 'Trusted desktop app']);
  });

  await test.step('a profile is renamed, duplicated with its secret, and deleted', async () => {
    await profiles.do('Machine client', 'Rename');
    await page.getByRole('textbox', { name: 'Name of the profile' }).fill('Nightly job');
    await page.keyboard.press('Enter');
    await expect(profiles.row('Nightly job')).toBeVisible();

    await profiles.do('Nightly job', 'Duplicate');
    await expect(form.name).toHaveText('Nightly job copy');
    await expect(form.clientSecret).toHaveAttribute('placeholder', '••••••••••');
    await form.run.click();
    await expect(result).toContainText('signature valid');

    await profiles.do('Nightly job copy', 'Delete …');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(profiles.row('Nightly job copy')).toHaveCount(0);
  });

  let before: string[] = [];
  await test.step('the keyboard finds, walks and reorders', async () => {
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
    await expect(profiles.row('Nightly job')).toBeVisible();

    before = await profiles.names();
    await profiles.row(before[0] ?? '').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => profiles.names()).toEqual([before[1], before[0], ...before.slice(2)]);
  });

  await test.step('order, groups, names and what is gone survive a reload', async () => {
    await page.reload();
    await expect.poll(() => profiles.names()).toEqual([before[1], before[0], ...before.slice(2)]);
    await expect(profiles.group('Legacy')).toHaveText(['Nightly job', 'Trusted desktop app']);
    await expect(profiles.row('Nightly job copy')).toHaveCount(0);
  });

  await test.step('an export holds no secret, and comes back as new profiles', async () => {
    await profiles.do('Nightly job', 'Export …');
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
    expect((await profiles.names()).filter((name) => name === 'Nightly job')).toHaveLength(2);
    await expect(form.clientSecret).toHaveAttribute('placeholder', 'not set');
  });
});
