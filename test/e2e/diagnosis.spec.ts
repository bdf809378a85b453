import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

test('a failed run shows its likely cause; one click applies the fix, and the run succeeds', async ({ page, host }) => {
  const workbench = new Workbench(page);
  await host.open(page);
  await workbench.startPlayground();
  await workbench.profiles.list.getByText('Machine client', { exact: true }).click();
  const { form } = workbench;
  await form.clientId.fill('machine-client ');
  await form.run.click();
  const cause = page.locator('[data-cause="pasted_white_space"]');
  await expect(cause).toContainText('ends with white space');
  await cause.getByRole('button', { name: /^Apply and run/ }).click();
  await expect(workbench.token('Access token')).toContainText('signature valid');
  await expect(cause).toHaveCount(0);
});
