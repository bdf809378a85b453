import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { axeFindings } from './axe.ts';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

test('a token is introspected and used from its card; a refusal is explained, and its fix asks for more scope', async ({ page, host }) => {
  const seen: string[] = [];
  const resource = createServer((request, response) => {
    seen.push(request.headers.authorization ?? '');
    if (request.url === '/orders') response.writeHead(200, { 'content-type': 'application/json' }).end('{"orders":[4711]}');
    else if (request.url === '/metadata') response.writeHead(200, { 'content-type': 'application/json' }).end(metadata());
    else
      response
        .writeHead(403, {
          'www-authenticate': `Bearer error="insufficient_scope", scope="api:write", resource_metadata="${origin()}/metadata"`,
        })
        .end();
  }).listen(0, '127.0.0.1');
  const origin = () => `http://127.0.0.1:${(resource.address() as AddressInfo).port}`;
  const metadata = () => JSON.stringify({ resource: `${origin()}/secret`, authorization_servers: ['https://login.example'] });
  const workbench = new Workbench(page);
  const { result } = workbench;
  const use = async (entry: string) => {
    await workbench.token('Access token').getByRole('button', { name: 'Use Access token' }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  const call = async (path: string) => {
    await use('Call a URL…');
    const dialog = page.getByRole('dialog', { name: 'Call a URL with this token' });
    await dialog.getByLabel('URL').fill(`${origin()}${path}`);
    await dialog.getByRole('button', { name: 'Call', exact: true }).click();
  };
  try {
    await host.open(page);
    await workbench.startPlayground();

    await workbench.profiles.select('Machine client, secret in the body');
    await workbench.form.run.click();
    await expect(workbench.token('Access token')).toContainText('opaque');
    await use('Introspect');
    const known = result.getByRole('region', { name: 'What the server knows about the token' });
    await expect(known).toContainText('active');
    await expect(known).toContainText('reports:read');

    await workbench.profiles.select('Machine client');
    await workbench.form.run.click();
    await call('/orders');
    const answer = result.getByRole('region', { name: 'What the resource answered' });
    await expect(answer).toContainText('200');
    await expect(answer).toContainText('4711');
    expect(seen.at(-1)).toMatch(/^Bearer \S+$/);

    await workbench.form.run.click();
    await call('/secret');
    await expect(answer).toContainText('403');
    await expect(answer).toContainText('api:write');
    const asked = seen.length;
    await answer.getByRole('button', { name: 'Resource metadata…' }).click();
    const about = page.getByRole('dialog', { name: 'Resource metadata' });
    await expect(about.getByLabel('Protected resource', { exact: true })).toHaveValue(`${origin()}/secret`);
    await expect(about.getByLabel('Its metadata', { exact: true })).toHaveValue(`${origin()}/metadata`);
    expect(seen).toHaveLength(asked);
    await about.getByRole('button', { name: 'Read' }).click();
    await expect(about.getByText('https://login.example').first()).toBeVisible();
    await about.getByRole('button', { name: 'Close' }).click();
    expect(await axeFindings(page, { within: '[aria-label="Result"]' })).toEqual([]);
    // The form and the exchange beside it both have a part called Request.
    await result.getByRole('tab', { name: /^Exchanges/ }).click();
    await expect(result.getByRole('region', { name: 'Request', exact: true })).toBeVisible();
    expect(await axeFindings(page, { rules: ['landmark-unique'] })).toEqual([]);
    await result.getByRole('tab', { name: /^Answer/ }).click();
    await page
      .locator('[data-cause="scope_insufficient"]')
      .getByRole('button', { name: /^Apply and run/ })
      .click();
    await expect(workbench.token('Access token')).toBeVisible();
    await expect(workbench.form.scope).toHaveValue('api:read api:write');
  } finally {
    resource.close();
  }
});
