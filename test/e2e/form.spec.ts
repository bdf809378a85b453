import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Host, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

async function withEmptyProfile(page: Page, host: Host): Promise<Workbench> {
  await host.open(page);
  await page.getByRole('button', { name: 'start with an empty profile' }).click();
  const workbench = new Workbench(page);
  // The first start has an issuer field of its own: what is typed there belongs to no profile.
  await expect(workbench.form.name).toHaveText('New profile');
  return workbench;
}

/** A file's bytes as text; none for a temporary one that has just become the real one. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

/** Every byte of the data folder, as text. */
function dataText({ dataFolder }: Host): string {
  return readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => textOf(join(parentPath, name)))
    .join('\n');
}

test('an empty profile is filled in: judged as it is typed, saved by itself, its secret in the keychain only', async ({ page, host }) => {
  const { form } = await withEmptyProfile(page, host);

  await test.step('what is wrong with a value is said as it is typed', async () => {
    for (const [field, value, words] of [
      [form.issuer, 'login.example.com', 'Put https:// in front.'],
      [form.issuer, 'http://login.example.com', 'http:// sends secrets readable'],
      [form.issuer, 'https://login.example.com/.well-known/openid-configuration', 'This is the metadata document'],
      [form.issuer, 'https://{{host}}/', '{{host}} needs an environment'],
      [form.scope, 'openid "quoted"', 'A scope may not contain'],
      [form.scope, 'openid,profile', 'separated by spaces'],
      [form.redirectUri, 'http://127.0.0.1:0/callback#here', 'has no fragment'],
      [form.redirectUri, 'https://app.example.com:0/', 'only on a loopback address'],
    ] as const) {
      await field.fill(value);
      await expect(page.getByText(words)).toBeVisible();
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await field.fill('');
    }
    await form.issuer.fill('http://127.0.0.1:1/');
    await expect(form.issuer).not.toHaveAttribute('aria-invalid');
  });

  const canary = 'CANARY-form-secret';
  await test.step('a typed secret goes to the keychain and nowhere else', async () => {
    await form.clientSecret.fill(canary);
    await form.clientSecret.press('Tab');
    await expect(page.getByText('in keychain')).toBeVisible();
    await expect(form.clientSecret).toHaveValue('');
    expect(await page.content()).not.toContain(canary);
    expect(dataText(host)).not.toContain(canary);

    await page.getByRole('button', { name: 'show' }).click();
    await expect(form.clientSecret).toHaveValue(canary);
    await page.getByRole('button', { name: 'hide' }).click();
    await expect(form.clientSecret).toHaveValue('');
  });

  await test.step('edits are saved by themselves', async () => {
    await form.clientId.fill('my-client');
    await form.choose(form.authentication, /client_secret_post/);
    await form.unfold('Time limits');
    await page.getByLabel('One request').fill('7');
    await expect.poll(() => dataText(host)).toContain('"requestSeconds": 7');
  });

  await test.step('switching certificate checks off is never out of sight', async () => {
    await form.unfold('TLS and proxy');
    await page.getByLabel('Do not verify certificates').check();
    await expect(page.getByText('Certificates are not verified')).toBeInViewport();
  });

  await page.reload();

  await test.step('all of it survives a reload', async () => {
    await expect(form.clientId).toHaveValue('my-client');
    await expect(form.authentication).toHaveText('client_secret_post');
    await expect(form.section('Time limits')).toContainText('7 s per request');
    await expect(page.getByText('Certificates are not verified')).toBeVisible();
    await expect(form.section('TLS and proxy')).toContainText('certificates not verified');
    await page.getByRole('button', { name: 'Verify again' }).click();
    await expect(page.getByText('Certificates are not verified')).toHaveCount(0);
    await page.getByRole('button', { name: 'show' }).click();
    await expect(form.clientSecret).toHaveValue(canary);
  });

  await test.step('a secret that is emptied is gone', async () => {
    await form.clientSecret.fill('');
    await form.clientSecret.press('Tab');
    await expect(page.getByText('in keychain')).toHaveCount(0);
    await expect(form.clientSecret).toHaveAttribute('placeholder', 'not set');
  });
});

test('profiles of the playground and beside it: what the form says is what is sent, and a server is found as it is typed', async ({
  page,
  host,
}) => {
  const workbench = new Workbench(page);
  const { form, profiles } = workbench;
  await host.open(page);
  await workbench.startPlayground();
  const issuer = await form.issuer.inputValue();

  await test.step('what stands in the form when Run is pressed is what is sent', async () => {
    await profiles.select('Machine client');
    await form.scope.fill('api:read api:write');
    await form.clientSecret.fill('a wrong secret');
    // Straight from the secret field: nothing has left it yet.
    await page.keyboard.press('Control+Enter');
    await expect(workbench.result).toContainText('invalid_client');
    await form.clientSecret.fill('machine-secret');
    await page.keyboard.press('Control+Enter');
    await expect(workbench.token('Access token')).toContainText('api:read api:write');
  });

  await test.step('extra parameters are sent, secret ones stay secret, standard ones can be left out', async () => {
    const another = 'Machine client, secret in the body';
    await profiles.select(another);
    await expect(form.name).toHaveText(another);
    await form.unfold('Extra parameters');
    await page.getByRole('button', { name: 'Add parameter' }).click();
    await page.getByLabel('Name of parameter 1').fill('tenant');
    await page.getByLabel('Value of tenant').fill('blue');
    await page.getByRole('button', { name: 'Add header' }).click();
    await page.getByLabel('Name of header 1').fill('X-Api-Key');
    await page.getByLabel('Value of X-Api-Key').fill('CANARY-header');
    await page.getByLabel('Value of X-Api-Key').press('Tab');
    await expect(page.getByRole('button', { name: 'X-Api-Key is secret' })).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('checkbox', { name: 'scope' }).press('Space');
    await expect(form.section('Extra parameters')).toContainText('tenant=blue, X-Api-Key, no scope');

    await form.run.click();
    await expect(profiles.row(another).getByRole('img', { name: /last run/ })).toBeVisible();
    await workbench.result.getByRole('tab', { name: /Exchanges/ }).click();
    await expect(workbench.result).toContainText('tenant');
    expect(await page.content()).not.toContain('CANARY-header');
    expect(dataText(host)).not.toContain('CANARY-header');
  });

  await test.step('a pasted issuer is discovered, its document shown; a dead one says why', async () => {
    await profiles.add('New profile');
    await expect(form.name).toHaveText('New profile');
    await form.issuer.fill(issuer);
    await expect(form.discovered()).toContainText(/\d+ endpoints/);
    await form.discovered().click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Where clients exchange a grant for tokens.');
    await page.getByRole('tab', { name: 'Judged' }).click();
    await expect(dialog.getByRole('region', { name: 'RFC 9700' })).toContainText('no password grant');
    await page.getByRole('tab', { name: 'Raw document' }).click();
    await expect(dialog).toContainText('"token_endpoint"');
    await page.keyboard.press('Escape');

    await form.issuer.fill('http://127.0.0.1:1');
    await expect(page.getByText('refused the connection')).toBeVisible();
    await form.chooseServer('Endpoints');
    await expect(form.tokenEndpoint).toBeVisible();
    await form.unfold('Other endpoints');
    await page.getByLabel('End session endpoint', { exact: true }).fill('https://login.example/logout');
    await expect(form.section('Other endpoints')).toContainText('logout');
  });

  await test.step('a variable of the chosen environment is filled in', async () => {
    await form.chooseServer('Issuer');
    await workbench.goTo('Environments');
    await page.getByRole('button', { name: 'Add an environment' }).click();
    await page.getByLabel('Name', { exact: true }).fill('staging');
    await page.getByRole('button', { name: 'Add variable' }).click();
    await page.getByLabel('Name of variable 1').fill('host');
    await page.getByLabel('Value of host').fill(issuer.replace('http://', ''));
    await page.getByRole('button', { name: 'Add variable' }).click();
    await page.getByLabel('Name of variable 2').fill('client_secret');
    await page.getByLabel('Value of client_secret').fill('CANARY-variable');
    await page.getByLabel('Value of client_secret').press('Tab');
    await expect(page.getByRole('button', { name: 'client_secret is secret' })).toHaveAttribute('aria-pressed', 'true');
    expect(await page.content()).not.toContain('CANARY-variable');

    await workbench.goTo('Workbench');
    await expect(page.getByRole('button', { name: 'Environment: staging' })).toBeVisible();
    await form.issuer.fill('http://{{host}}');
    await expect(form.discovered()).toBeVisible();
    await form.issuer.fill('http://{{hots}}');
    await expect(page.getByText('“staging” has no variable {{hots}}.')).toBeVisible();
  });

  await test.step('what cannot be saved stops who uses it, and says so; others run', async () => {
    await profiles.select('Web app with PKCE');
    await form.scope.fill('s'.repeat(8_193));
    await expect(page.getByText('Not saved:')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(workbench.result).toContainText('Nothing has run yet');

    await profiles.select('Trusted desktop app');
    await page.keyboard.press('Control+Enter');
    await expect(workbench.token('Access token')).toBeVisible();

    await workbench.goTo('Environments');
    await page.getByLabel('Name', { exact: true }).fill('n'.repeat(220));
    await workbench.goTo('Workbench');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/^The environment “n{60}” is not saved/)).toBeVisible();
  });
});
