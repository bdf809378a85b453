import type { Page } from '@playwright/test';
import { curityClient, curityUsers, startCurity } from '../fixtures/servers/curity.ts';
import { empowerIdClient, empowerIdUsers, startEmpowerId } from '../fixtures/servers/empowerid.ts';
import { identityServer3Users, startIdentityServer3 } from '../fixtures/servers/identityserver3.ts';
import { startThinktecture, thinktectureKey } from '../fixtures/servers/thinktecture.ts';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

/** From the open dialog to a profile of that server. */
async function chooseServer(page: Page, name: string, address: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Choose your server' });
  await dialog.getByRole('combobox', { name: 'Kind of server' }).fill(name);
  await page.getByRole('option', { name }).click();
  await dialog.getByRole('textbox', { name: 'Server', exact: true }).fill(address);
  await dialog.getByRole('button', { name: 'Add a profile' }).click();
  await expect(dialog).toBeHidden();
}

/** Runs the code flow, on the pages of the server. */
async function runSignedIn(workbench: Workbench, user: string, password: string): Promise<void> {
  const opened = workbench.page.waitForEvent('popup');
  await workbench.form.run.click();
  const popup = await opened;
  await popup.getByLabel('User name').fill(user);
  await popup.getByLabel('Password').fill(password);
  await popup.getByRole('button', { name: 'Sign in' }).click();
  await popup.getByRole('button', { name: 'Yes, allow' }).click();
  await expect(popup.getByText('Grantbench has the answer')).toBeVisible();
  // A page behind another one is drawn once a second at most, and every click waits for it.
  await popup.close();
}

test('four servers, each from its preset to a token that is decoded, verified, or named opaque', async ({ page, host }) => {
  // Eleven runs, four of them through sign-in pages.
  test.slow();
  const servers = await Promise.all([startThinktecture(), startIdentityServer3(), startEmpowerId(), startCurity()]);
  const [thinktecture, identityServer3, empowerId, curity] = servers;
  const workbench = new Workbench(page);
  const { form, profiles } = workbench;
  try {
    await host.open(page);

    await test.step('Thinktecture: password, code and refresh, with the Base64 key as pasted', async () => {
      await page.getByRole('button', { name: 'choose it by name' }).click();
      await chooseServer(page, 'Thinktecture IdentityServer v2', thinktecture.origin);
      await expect(form.name).toHaveText('Thinktecture IdentityServer v2');
      await form.unfold('Dialect');
      await page.getByLabel('Token verification key', { exact: true }).fill(thinktectureKey);
      await form.clientId.fill('password-app');
      await form.clientSecret.fill('password-app-secret');
      await form.scope.fill('urn:webapisecurity');
      await form.username.fill('alice');
      await form.password.fill('wonder:land');
      await form.run.click();
      await expect(workbench.token('Access token')).toContainText('signature valid');
      await form.choose(form.grant, /^Refresh token/);
      await form.run.click();
      await expect(workbench.token('Access token')).toContainText('signature valid');

      await form.choose(form.grant, /^Authorization code/);
      await form.clientId.fill('code-app');
      await form.clientSecret.fill('code-app-secret');
      await runSignedIn(workbench, 'alice', 'wonder:land');
      await expect(workbench.token('Access token')).toContainText('signature valid');
    });

    await test.step('IdentityServer3: a reference token is named opaque, and introspected as its scope', async () => {
      await profiles.add('Choose your server …');
      await chooseServer(page, 'IdentityServer3', identityServer3.origin);
      await form.clientId.fill('reference-client');
      await form.clientSecret.fill('reference-secret');
      await form.scope.fill('api1');
      await form.run.click();
      await expect(workbench.token('Access token')).toContainText(/opaque/i);
      await form.clientId.fill('api1');
      await form.clientSecret.fill('api1-secret');
      await workbench.token('Access token').getByRole('button', { name: 'Use Access token' }).click();
      await page.getByRole('menuitem', { name: 'Introspect' }).click();
      const known = workbench.result.getByRole('region', { name: 'What the server knows about the token' });
      await expect(known).toContainText('The token is active');
      await expect(known).toContainText('reference-client');
      await expect(known).toContainText('api1');

      await form.choose(form.authentication, /^client_secret_post/);
      await form.clientId.fill('jwt-client');
      await form.clientSecret.fill('jwt-secret');
      await form.run.click();
      await expect(workbench.token('Access token')).toContainText('signature valid');

      await form.choose(form.grant, /^Authorization code/);
      await form.clientId.fill('code-client');
      await form.clientSecret.fill('code-secret');
      await form.scope.fill('openid api1');
      await runSignedIn(workbench, 'bob', identityServer3Users.bob);
      await expect(workbench.token('ID token')).toContainText('signature valid');
    });

    await test.step('EmpowerID: the user in the Basic header; the quirks are told', async () => {
      await profiles.add('Choose your server …');
      await chooseServer(page, 'EmpowerID', empowerId.origin);
      await form.choose(form.grant, /^Resource owner password/);
      await form.unfold('About EmpowerID');
      await expect(page.getByText('There are no username and password parameters.')).toBeVisible();
      await expect(page.getByText(/Discouraged: it shows the password/)).toHaveCount(1);
      await form.clientId.fill(empowerIdClient.id);
      await form.clientSecret.fill(empowerIdClient.secret);
      await form.username.fill('carol');
      await form.password.fill(empowerIdUsers.carol);
      await form.run.click();
      await expect(workbench.token('ID token')).toContainText('signature valid');

      await form.choose(form.grant, /^Authorization code/);
      await runSignedIn(workbench, 'carol', empowerIdUsers.carol);
      await expect(workbench.token('ID token')).toContainText('signature valid');
      await workbench.token('Refresh token').getByRole('button', { name: 'Refresh', exact: true }).click();
      await expect(workbench.result.getByText('refresh token').first()).toBeVisible();
      await expect(workbench.token('ID token')).toContainText('signature valid');
    });

    await test.step('Curity: less scope than asked for is told', async () => {
      await profiles.add('Choose your server …');
      await chooseServer(page, 'Curity Identity Server', curity.origin);
      await form.choose(form.grant, /^Resource owner password/);
      await form.clientId.fill(curityClient.id);
      await form.clientSecret.fill(curityClient.secret);
      await form.scope.fill('openid read write');
      await form.username.fill('dave');
      await form.password.fill(curityUsers.dave);
      await form.run.click();
      await expect(workbench.token('ID token')).toContainText('signature valid');
      await workbench.result.getByRole('tab', { name: 'Verdicts' }).click();
      await expect(workbench.result.getByText('openid read write').first()).toBeVisible();
      await workbench.result.getByRole('tab', { name: 'Tokens' }).click();

      await form.choose(form.grant, /^Authorization code/);
      await form.choose(form.authentication, /^client_secret_post/);
      await runSignedIn(workbench, 'dave', curityUsers.dave);
      await expect(workbench.token('ID token')).toContainText('signature valid');

      await form.choose(form.grant, /^Client credentials/);
      await form.scope.fill('read');
      await form.run.click();
      await expect(workbench.token('Access token')).toContainText(/opaque/i);
      await expect(workbench.token('ID token')).toHaveCount(0);
    });
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
});
