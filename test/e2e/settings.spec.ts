import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

test('the theme is chosen, and kept', async ({ page, host }) => {
  await host.open(page);
  const workbench = new Workbench(page);
  await workbench.goTo('Settings');
  await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('a number is taken when its field is left, and only within its bounds', async ({ page, host }) => {
  await host.open(page);
  const workbench = new Workbench(page);
  await workbench.goTo('Settings');
  const days = page.getByRole('textbox', { name: 'Days kept' });
  await days.fill('30');
  await days.press('Enter');
  await page.reload();
  await workbench.goTo('Settings');
  await expect(days).toHaveValue('30');
  await days.fill('');
  await days.press('Tab');
  await expect(days).toHaveValue('30');
});

test.describe('a keychain with nothing of others in it', () => {
  test.use({ ownKeychain: true });

  test('the list says where every secret lives; one or all can be deleted', async ({ page, host }) => {
    const workbench = new Workbench(page);
    await host.open(page);
    await workbench.startPlayground();
    await workbench.profiles.select('Machine client');
    await workbench.form.run.click();
    await expect(workbench.token('Access token')).toBeVisible();
    await workbench.goTo('Settings');
    await expect(page.getByText('keychain ready')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'key of the history' })).toBeVisible();

    await page.getByRole('button', { name: 'Delete client secret of Web app with PKCE' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Web app with PKCE' })).toHaveCount(0);

    await page.getByRole('button', { name: 'Wipe all …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Wipe', exact: true }).click();
    // Heading and the key of the history that begins now.
    await expect(page.getByRole('row')).toHaveCount(2);
    await workbench.goTo('Workbench');
    await expect(workbench.profiles.recentRuns).toHaveCount(0);
    await expect(workbench.form.clientSecret).toHaveAttribute('placeholder', 'not set');
  });
});
