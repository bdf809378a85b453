import { type ExtendedOidcServer, startExtendedOidcServer } from '../fixtures/extended-oidc-server.ts';
import { type FrontChannelServer, startFrontChannelServer } from '../fixtures/front-channel-server.ts';
import { type MtlsServer, startMtlsServer } from '../fixtures/mtls-server.ts';
import { startResourceServer } from '../fixtures/resource-server.ts';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

let oidc: ExtendedOidcServer;
let front: FrontChannelServer;
let mtls: MtlsServer;
test.beforeAll(async () => {
  [oidc, front, mtls] = await Promise.all([startExtendedOidcServer(), startFrontChannelServer(), startMtlsServer()]);
});
test.afterAll(async () => {
  await Promise.all([oidc.close(), front.close(), mtls.close()]);
});

// The sign-in page of the server with client certificates is signed by an authority of the tests.
test.use({ ignoreHTTPSErrors: true });

const samlAssertion = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a" Version="2.0">
  <saml:Issuer>https://idp.example</saml:Issuer>
  <saml:Subject><saml:NameID>bob</saml:NameID></saml:Subject>
  <saml:Conditions>
    <saml:AudienceRestriction><saml:Audience>https://as.example</saml:Audience></saml:AudienceRestriction>
  </saml:Conditions>
</saml:Assertion>`;

test('the grants whose server is another one: implicit, told by ping, FAPI 2.0', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { profiles, form, result } = workbench;
  const addProfile = async () => {
    await profiles.add('New profile');
    await expect(form.issuer).toHaveValue('');
  };
  await host.open(page);
  await page.getByRole('button', { name: 'start with an empty profile' }).click();

  await test.step('tokens are taken out of the fragment and held against their hashes; a wrong one is named', async () => {
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

  await test.step('a CIBA client is told by ping, and asks for its tokens at once', async () => {
    await addProfile();
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
    await result.getByRole('tab', { name: /Tokens/ }).click();
  });

  await test.step('a FAPI 2.0 profile runs as one: PAR, PKCE, iss; private_key_jwt with DPoP, then mutual TLS', async () => {
    await addProfile();
    await form.choose(form.grant, /^Authorization code/);
    await form.issuer.fill(oidc.issuer);
    await form.clientId.fill('fapi');
    await form.choose(form.authentication, /^private_key_jwt/);
    await page.getByLabel('Signing key', { exact: true }).fill(oidc.keys.signing);
    await form.scope.fill('openid');
    await form.unfold('PAR, JAR, DPoP, RAR');
    await page.getByLabel('Push the request (PAR)').check();
    await page.getByLabel('Prove possession of a key (DPoP)').check();
    const runAndSignIn = async (issuer: string) => {
      const carried = page.context().waitForEvent('request', (request) => request.url().startsWith(`${issuer}/auth?`));
      const [signIn] = await Promise.all([page.context().waitForEvent('page'), form.run.click()]);
      // The browser carries a reference, and nothing of the request itself.
      expect([...new URL((await carried).url()).searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
      await signIn.getByPlaceholder('Enter any login').fill('alice');
      await signIn.getByPlaceholder('and password').fill('anything');
      await signIn.getByRole('button', { name: 'Sign-in' }).click();
      await signIn.getByRole('button', { name: 'Continue' }).click();
    };
    await runAndSignIn(oidc.issuer);
    await expect(workbench.token('ID token')).toContainText('signature valid');
    await result.getByRole('tab', { name: /Verdicts/ }).click();
    for (const title of ['request pushed', 'PKCE', 'iss in response', 'bound to the DPoP key of this request'])
      await expect(result).toContainText(title);
    expect(oidc.requests.findLast(({ path }) => path === '/token')?.parameters).toMatchObject({ client_assertion: expect.any(String) });
    expect(await page.content()).not.toContain((JSON.parse(oidc.keys.signing) as { d: string }).d);

    // The same with a client certificate in place of both keys (RFC 8705).
    await page.getByLabel('Prove possession of a key (DPoP)').uncheck();
    await page.getByLabel('Resources').fill('urn:test:bound-api');
    await form.issuer.fill(mtls.issuer);
    await form.clientId.fill('by-itself');
    await form.choose(form.authentication, /^self_signed_tls_client_auth/);
    await form.scope.fill('openid api:read');
    await form.unfold('TLS and proxy');
    await page.getByLabel('Trusted certificates').fill(mtls.ca);
    await form.choose(page.getByRole('button', { name: 'Client certificate', exact: true }), /^PEM/);
    await page.getByLabel('Certificate', { exact: true }).fill(mtls.byItself.cert);
    await page.getByLabel('Private key', { exact: true }).fill(mtls.byItself.key);
    await runAndSignIn(mtls.issuer);
    await result.getByRole('tab', { name: /Verdicts/ }).click();
    for (const title of ['request pushed', 'PKCE', 'iss in response', 'bound to the certificate of this client'])
      await expect(result).toContainText(title);
    expect(mtls.requests.filter(({ path }) => path === '/request' || path === '/token').map(({ at, client }) => [at, client])).toEqual([
      ['alias', 'CN=by-itself'],
      ['alias', 'CN=by-itself'],
    ]);
  });
});

test('a token is exchanged, assertions are built and pasted, an API says what it wants', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { form, profiles } = workbench;
  const runFor = async (subject: string) => {
    await form.run.click();
    await expect(workbench.token('Access token')).toContainText(subject);
  };
  await host.open(page);
  await workbench.startPlayground();
  await profiles.select('Machine client');
  await runFor('machine-client');
  await profiles.select('Trusted desktop app');
  await form.run.click();
  await expect(workbench.token('ID token')).toContainText('alice');

  // Token exchange: whose token, and who acts, out of those that are held.
  await profiles.select('Order service');
  for (const [field, token] of [
    ['Subject token', /^Access token · alice/],
    ['Actor token', /^Access token · machine-client/],
  ] as const) {
    await page
      .getByRole('radiogroup', { name: `Where the ${field.toLowerCase()} is from` })
      .getByText('Held')
      .click();
    await form.choose(page.getByRole('button', { name: field, exact: true }), token);
  }
  await form.run.click();
  await expect(workbench.token('Access token').getByRole('list', { name: 'Who acts for whom' })).toHaveText(
    /machine-client.*acts for.*alice/,
  );

  // JWT bearer: an assertion built here, with a key made here.
  await profiles.add('New profile');
  await expect(form.name).toHaveText('New profile');
  await form.choose(form.grant, /^JWT bearer/);
  await form.issuer.fill(oidc.issuer);
  await form.clientId.fill('everything');
  await form.clientSecret.fill('everything-secret-1');
  await form.scope.fill('api:read');
  const claims = page.getByLabel('Claims', { exact: true });
  await claims.fill('{ "sub": ');
  await expect(claims).toHaveAttribute('aria-invalid', 'true');
  await claims.fill('{ "sub": "carol" }');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByText(/key is in the keychain/)).toBeVisible();
  await runFor('carol');

  // SAML 2.0 bearer: an assertion pasted, and read before it is sent.
  await form.choose(form.grant, /^SAML 2\.0 bearer/);
  await page.getByLabel('Assertion', { exact: true }).fill(samlAssertion);
  await page.getByLabel('Assertion', { exact: true }).blur();
  const decode = page.getByRole('button', { name: 'Show what it says' });
  await expect(decode).toBeVisible();
  expect(await page.content()).not.toContain('https://idp.example');
  await decode.click();
  const decoded = page.getByRole('region', { name: 'SAML assertion' });
  for (const words of ['https://idp.example', 'bob', 'https://as.example', 'Decoded, not validated'])
    await expect(decoded).toContainText(words);
  await runFor('bob');
  const sent = String(oidc.requests.findLast(({ path }) => path === '/token')?.parameters.assertion);
  // Every line break is in it: without one the signature of its issuer would not hold any more.
  expect(Buffer.from(sent, 'base64url').toString()).toBe(samlAssertion);

  // Protected resource metadata (RFC 9728).
  const api = await startResourceServer({
    '/.well-known/oauth-protected-resource/orders': () => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resource: `${api.origin}/orders`, authorization_servers: [oidc.issuer], scopes_supported: ['api:read'] }),
    }),
  });
  await page.getByRole('button', { name: 'Resource metadata …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resource metadata' });
  await dialog.getByLabel('Protected resource').fill(`${api.origin}/nothing`);
  await dialog.getByRole('button', { name: 'Read' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Protected resource').fill(`${api.origin}/orders`);
  await dialog.getByRole('button', { name: 'Read' }).click();
  await expect(dialog).toContainText(oidc.issuer);
  await dialog.getByRole('tab', { name: 'Raw document' }).click();
  await expect(dialog).toContainText('"scopes_supported"');
  await api.close();
});
