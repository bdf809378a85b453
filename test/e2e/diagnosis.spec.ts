import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

test('what failed is explained: a mistake of the form, and a server that misbehaves', async ({ page, host }) => {
  const workbench = new Workbench(page);
  await host.open(page);
  await workbench.startPlayground();

  await test.step('a failed run shows its likely cause; one click applies the fix, and the run succeeds', async () => {
    await workbench.profiles.list.getByText('Machine client', { exact: true }).click();
    await workbench.form.clientId.fill('machine-client ');
    await workbench.form.run.click();
    const cause = page.locator('[data-cause="pasted_white_space"]');
    await expect(cause).toContainText('ends with white space');
    await cause.getByRole('button', { name: /^Apply and run/ }).click();
    await expect(workbench.token('Access token')).toContainText('signature valid');
    await expect(cause).toHaveCount(0);
  });

  await test.step('the playground misbehaves as it is told to, the run names the fault, and it behaves again', async () => {
    const card = page.getByRole('region', { name: 'Playground server' });
    await card.getByRole('button', { name: 'misbehave …' }).click();
    const dialog = page.getByRole('dialog', { name: 'How the playground misbehaves' });
    await dialog.getByRole('checkbox', { name: '429 with Retry-After' }).check();
    await dialog.getByRole('button', { name: 'Misbehave', exact: true }).click();
    await expect(card).toContainText('Misbehaves: rate_limited');
    await workbench.profiles.select('Machine client');
    await workbench.form.run.click();
    await expect(page.locator('[data-cause="rate_limited"]')).toContainText('Retry-After: 30');

    await card.getByRole('button', { name: 'behave …' }).click();
    await dialog.getByRole('button', { name: 'Behave', exact: true }).click();
    await expect(card).toContainText('Playground is running');
    await workbench.form.run.click();
    await expect(workbench.token('Access token')).toContainText('signature valid');
  });
});
