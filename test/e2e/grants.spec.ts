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
