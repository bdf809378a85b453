import { axeFindings } from './axe.ts';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

test('a client is registered from what a profile does, becomes a profile that gets tokens, is changed and deleted; a refusal loses nothing', async ({
  page,
  host,
}) => {
  const workbench = new Workbench(page);
  const { form, result, profiles } = workbench;
  await host.open(page);
  await workbench.startPlayground();
  await profiles.select('Machine client');

  await page.getByRole('button', { name: 'Register a client …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Register a client' });
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Machine client, registered by Grantbench');
  await expect(dialog.getByLabel('Grant types')).toHaveValue('client_credentials');
  await expect(dialog.getByLabel('Scope')).toHaveValue('api:read');
  await dialog.getByLabel('Name', { exact: true }).fill('Robot');
  await dialog.getByLabel('Everything else').fill('{"client_name": "twice"}');
  await expect(dialog).toContainText('client_name: there is a field for that above.');
  await expect(dialog.getByRole('button', { name: 'Register', exact: true })).toBeDisabled();
  await dialog.getByLabel('Everything else').fill('{"subject_type": "nonsense"}');
  expect(await axeFindings(page, { within: '[role="dialog"]' })).toEqual([]);
  await dialog.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(result).toContainText('The server does not take a value of the client’s metadata.');

  await page.getByRole('button', { name: 'Register a client …' }).click();
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Robot');
  await dialog.getByLabel('Everything else').fill('');
  await dialog.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(result).toContainText('The client is kept in a new profile: Robot');
  await expect(result.getByRole('region', { name: 'Registration' })).toContainText('201');

  await result.getByRole('button', { name: 'Open it' }).click();
  await expect(form.name).toHaveText('Robot');
  await form.run.click();
  await expect(workbench.token('Access token')).toBeVisible();

  await page.getByRole('button', { name: 'Change …' }).click();
  const change = page.getByRole('dialog', { name: 'Change the registration' });
  await expect(change.getByLabel('Name', { exact: true })).toHaveValue('Robot');
  await change.getByLabel('Name', { exact: true }).fill('Android');
  await expect(change).toContainText('Changed: client_name.');
  await change.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(result.getByRole('region', { name: 'Registration' })).toContainText('Android');

  await page.getByRole('button', { name: 'Delete …', exact: true }).click();
  await page.getByRole('button', { name: 'Delete it there' }).click();
  await expect(result).toContainText('This profile has no client any more');
  await expect(form.clientId).toHaveValue('');
});
