import { type MtlsServer, startMtlsServer } from '../fixtures/mtls-server.ts';
import { makePkcs12 } from '../fixtures/pkcs12.ts';
import { startHttpProxy, type TestProxy } from '../fixtures/proxy-servers.ts';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

let server: MtlsServer;
let proxy: TestProxy;
test.beforeAll(async () => {
  // The name leads to the server through the proxy only.
  [server, proxy] = await Promise.all([startMtlsServer('idp.e2e.test'), startHttpProxy({ credentials: 'ann:CANARY-proxy' })]);
});
test.afterAll(async () => {
  await Promise.all([server.close(), proxy.close()]);
});

test('a profile with a client certificate and a proxy gets a token bound to the certificate', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { form, result } = workbench;
  await host.open(page);
  await page.getByRole('button', { name: 'start with an empty profile' }).click();
  await form.choose(form.grant, /Client credentials/i);
  await form.issuer.fill(server.issuer);
  await form.clientId.fill('by-authority');
  await form.choose(form.authentication, /^tls_client_auth/);
  await form.scope.fill('api:read');

  await form.unfold('TLS and proxy');
  await page.getByLabel('Trusted certificates').fill(server.ca);
  const kind = page.getByRole('button', { name: 'Client certificate', exact: true });
  await form.choose(kind, /^PEM/);
  await page.getByLabel('Certificate', { exact: true }).fill(server.byAuthority.cert);
  await page.getByLabel('Private key', { exact: true }).fill(server.byAuthority.key);
  await form.choose(page.getByRole('button', { name: 'Proxy', exact: true }), /^this one/);
  await page.getByLabel('Address of the proxy').fill(`http://ann:x@127.0.0.1:${proxy.port}`);
  await expect(page.getByText('User name and password have fields of their own.')).toBeVisible();
  await page.getByLabel('Address of the proxy').fill(`http://127.0.0.1:${proxy.port}`);
  await page.getByLabel('Proxy user').fill('ann');
  await page.getByLabel('Proxy password').fill('CANARY-proxy');
  await expect(form.section('TLS and proxy')).toContainText('system and one authority, client certificate, proxy');
  await form.run.click();
  await expect(workbench.token('Access token')).toBeVisible();

  await result.getByRole('tab', { name: /Verdicts/ }).click();
  await expect(result).toContainText('bound to the certificate of this client');

  await result.getByRole('tab', { name: /Exchanges/ }).click();
  await expect(result).toContainText(`through http://127.0.0.1:${proxy.port}`);

  // The same from a PKCS#12 file.
  await form.choose(kind, /^PKCS#12/);
  const chooser = page.waitForEvent('filechooser');
  const file = page.getByRole('button', { name: 'PKCS#12 file' });
  await file.click();
  const pfx = makePkcs12(server.byAuthority, 'CANARY-passphrase');
  await (await chooser).setFiles({ name: 'client.p12', mimeType: 'application/x-pkcs12', buffer: pfx });
  await expect(file).toHaveText('Choose another file…');
  await page.getByLabel('Passphrase', { exact: true }).fill('wrong');
  await form.run.click();
  await expect(result).toContainText('The passphrase does not open the PKCS #12 file.');
  await page.getByLabel('Passphrase', { exact: true }).fill('CANARY-passphrase');
  await form.run.click();
  await result.getByRole('tab', { name: /Verdicts/ }).click();
  await expect(result).toContainText('bound to the certificate of this client');
  expect(await page.content()).not.toContain('CANARY');
});
