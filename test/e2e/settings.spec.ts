import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

// A keychain with nothing of others in it.
test.use({ ownKeychain: true });

test('settings are kept, and the list of secrets says where each one lives', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const theme = page.locator('html');
  const days = page.getByRole('textbox', { name: 'Days kept' });
  await host.open(page);
  await workbench.goTo('Settings');

  await test.step('the theme is chosen, and kept; so is a number once its field is left', async () => {
    await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark', { exact: true }).click();
    await expect(theme).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await days.fill('30');
    await days.press('Enter');
    await page.reload();
    await expect(theme).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await workbench.goTo('Settings');
    await expect(days).toHaveValue('30');
  });

  await test.step('a number is taken only within its bounds', async () => {
    await days.fill('');
    await days.press('Tab');
    await expect(days).toHaveValue('30');
  });

  await test.step('the list says where every secret lives; one or all can be deleted', async () => {
    await workbench.goTo('Workbench');
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
