import { type ExtendedOidcServer, startExtendedOidcServer } from '../fixtures/extended-oidc-server.ts';
import { type FrontChannelServer, startFrontChannelServer } from '../fixtures/front-channel-server.ts';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

let oidc: ExtendedOidcServer;
let front: FrontChannelServer;
test.beforeAll(async () => {
  [oidc, front] = await Promise.all([startExtendedOidcServer(), startFrontChannelServer()]);
});
test.afterAll(async () => {
  await Promise.all([oidc.close(), front.close()]);
});

test('tokens are taken out of the fragment and held against their hashes; a wrong one is named', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { form, result } = workbench;
  await host.open(page);
  await page.getByRole('button', { name: 'start with an empty profile' }).click();
  await form.choose(form.grant, /^Implicit/);
  await form.issuer.fill(front.issuer);
  await form.clientId.fill('spa');
  await form.choose(form.authentication, /^none/);
  await form.scope.fill('openid api:read');
  await expect(page.getByRole('button', { name: 'Response type', exact: true })).toHaveText('id_token token');
  await form.run.click();
  await expect(workbench.token('Access token')).toContainText('signature valid');
  await expect(workbench.token('ID token')).toContainText('signature valid');

  front.behave({ claims: (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) });
  await form.run.click();
  await expect(result).toContainText('made together with another access token');
  await expect(workbench.token('Access token')).toBeVisible();
});

test('a CIBA client is told by ping, and asks for its tokens at once', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { form, result } = workbench;
  await host.open(page);
  await page.getByRole('button', { name: 'start with an empty profile' }).click();
  await form.choose(form.grant, /^Backchannel authentication/);
  await form.issuer.fill(oidc.issuer);
  await form.clientId.fill('pinged');
  await form.clientSecret.fill('pinged-secret-1');
  await form.scope.fill('openid');
  await page.getByLabel('Login hint', { exact: true }).fill('alice');
  await page.getByLabel('Be told by the server (ping)').check();
  const address = page.getByLabel('Ping address', { exact: true });
  await address.fill('https://client.test/ping');
  await expect(page.getByText('Grantbench listens only at http://')).toBeVisible();
  await address.fill('http://127.0.0.1:0/ciba-ping');
  await form.run.click();
  const pingAt = page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/ciba-ping$/);
  oidc.pingAt((await pingAt.textContent()) ?? '');
  await oidc.approveBackchannel();
  await expect(workbench.token('ID token')).toContainText('signature valid');
  await expect(result.getByRole('link', { name: /^ping: auth_req_id, 204/ })).toBeVisible();
  await result.getByRole('tab', { name: /Verdicts/ }).click();
  await expect(result).toContainText('ping arrived');
});

test('a FAPI 2.0 profile runs as one: PAR, PKCE, private_key_jwt, DPoP and iss', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { form, result } = workbench;
  await host.open(page);
  await page.getByRole('button', { name: 'start with an empty profile' }).click();
  await form.choose(form.grant, /^Authorization code/);
  await form.issuer.fill(oidc.issuer);
  await form.clientId.fill('fapi');
  await form.choose(form.authentication, /^private_key_jwt/);
  await page.getByLabel('Signing key', { exact: true }).fill(oidc.keys.signing);
  await form.scope.fill('openid');
  await form.unfold('PAR, JAR, DPoP, RAR');
  await page.getByLabel('Push the request (PAR)').check();
  await page.getByLabel('Prove possession of a key (DPoP)').check();
  const carried = page.context().waitForEvent('request', (request) => request.url().startsWith(`${oidc.issuer}/auth?`));
  const [signIn] = await Promise.all([page.context().waitForEvent('page'), form.run.click()]);
  // The browser carries a reference, and nothing of the request itself.
  expect([...new URL((await carried).url()).searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
  await signIn.getByPlaceholder('Enter any login').fill('alice');
  await signIn.getByPlaceholder('and password').fill('anything');
  await signIn.getByRole('button', { name: 'Sign-in' }).click();
  await signIn.getByRole('button', { name: 'Continue' }).click();
  await expect(workbench.token('ID token')).toContainText('signature valid');
  await result.getByRole('tab', { name: /Verdicts/ }).click();
  for (const title of ['request pushed', 'PKCE', 'iss in response', 'bound to the DPoP key of this request'])
    await expect(result).toContainText(title);
  expect(oidc.requests.findLast(({ path }) => path === '/token')?.parameters).toMatchObject({ client_assertion: expect.any(String) });
  expect(await page.content()).not.toContain((JSON.parse(oidc.keys.signing) as { d: string }).d);
});
