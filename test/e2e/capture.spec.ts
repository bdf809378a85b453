import { harSchema } from '../fixtures/har-schema.ts';
import { expect, test } from './host-fixture.ts';
import { CaptureScreen } from './pages/capture-screen.ts';
import { PlaygroundPages } from './pages/playground-pages.ts';
import { allowUnreachable } from './pages/unreachable-redirect.ts';
import { Workbench } from './pages/workbench.ts';

test('a redirect URI is examined; a redirect is caught, read, handed to the run that waits for it, and exported', async ({
  page,
  host,
}) => {
  const workbench = new Workbench(page);
  const capture = new CaptureScreen(page);
  await host.open(page);
  await workbench.startPlayground();
  await workbench.profiles.select('Web app with PKCE');

  await test.step('its redirect URI is examined: its port, what to register, where it parts from what is', async () => {
    await page.getByRole('button', { name: 'Examine it …' }).click();
    const doctor = page.getByRole('dialog', { name: 'Redirect doctor' });
    await expect(doctor.getByRole('list', { name: 'Findings' })).toContainText('A free port of 127.0.0.1 was found');
    await expect(doctor.getByRole('region', { name: 'Register at the server' })).toContainText('http://127.0.0.1/callback');
    await doctor.getByLabel('As it is registered').fill('http://127.0.0.1:0/callback/');
    await expect(doctor).toContainText('They differ in the trailing slash only.');
    await expect(doctor.locator('mark')).toHaveText(['∅', '/']);
    // The form it was opened from becomes a drawer; the dialog stays as it is.
    await page.setViewportSize({ width: 960, height: 600 });
    await expect(page.getByRole('button', { name: 'Edit', exact: true, includeHidden: true })).toBeAttached();
    await expect(doctor.locator('mark')).toHaveText(['∅', '/']);
    await page.setViewportSize({ width: 1440, height: 900 });
    await doctor.getByRole('button', { name: 'Done' }).click();
  });

  // The application under test sends the browser on to us instead of to the run.
  const pages = await PlaygroundPages.openedBy(page, () => workbench.form.run.click());
  await pages.signIn('alice');
  const redirected = new URL(await allowUnreachable(pages));
  const [code, state] = ['code', 'state'].map((name) => redirected.searchParams.get(name) ?? '');
  await workbench.goTo('Capture');
  await expect(page.getByRole('heading', { name: 'Catch what a server sends back' })).toBeVisible();
  const address = await capture.listen('/app/callback', 2);
  expect(new URL(address).pathname).toBe('/app/callback');
  await expect(page.getByRole('heading', { name: 'Waiting for the first request' })).toBeVisible();
  await pages.page.unrouteAll();
  await pages.page.goto(`${address}${redirected.search}`);
  await expect(pages.page.getByRole('heading')).toHaveText('The request arrived');
  await pages.page.close();

  await test.step('what it brought is decoded and hidden, and shown when asked for', async () => {
    await expect(capture.rows).toHaveText([/GET \/app\/callback.*code, state, iss.*in the query/]);
    await expect(page.getByRole('list', { name: 'Listening' })).toContainText('1 of 2 captured');
    await expect(capture.detail).toContainText('authorization code');
    const content = await page.content();
    expect([code, state].map((secret) => content.includes(secret ?? ''))).toEqual([false, false]);
    await capture.detail.getByRole('button', { name: 'Reveal code' }).click();
    await expect(capture.detail).toContainText(code ?? '');
    await capture.detail.getByRole('button', { name: 'Hide code' }).click();
    await expect(capture.detail).not.toContainText(code ?? '');
  });

  await test.step('the run that sent this state takes it and goes on', async () => {
    await page.getByRole('button', { name: 'Hand to a run…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hand to a run' });
    await expect(dialog.getByRole('radio', { name: 'Web app with PKCE' })).toBeChecked();
    await expect(dialog).toContainText('sent this state');
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await expect(workbench.token('ID token')).toContainText('signature valid');
  });

  await test.step('run and request are exported, masked, and with secrets on purpose', async () => {
    await workbench.result.getByRole('button', { name: 'Export…' }).click();
    const run = await capture.save(false);
    expect(run.text).not.toContain(code);
    const har = harSchema.parse(JSON.parse(run.text));
    expect(har.log.entries.map(({ comment }) => comment?.split(':')[0])).toEqual(['discovery', 'callback', 'token', 'jwks']);
    expect(har.log.entries[1]?.request.url).toContain('/app/callback?code=[redacted code]');

    await workbench.goTo('Capture');
    await page.getByRole('region', { name: 'Capture', exact: true }).getByRole('button', { name: 'Export…' }).click();
    const requests = await capture.save(true);
    expect(requests.name).toContain('with-secrets');
    expect(requests.text).toContain(code);
  });

  await test.step('it is there after a restart, and gone when it is deleted', async () => {
    await host.restart();
    await host.open(page);
    await workbench.goTo('Capture');
    await expect(capture.rows).toHaveCount(1);
    await expect(page.getByRole('list', { name: 'Listening' })).toHaveCount(0);
    await page.getByRole('listbox', { name: 'Captured requests' }).press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByText('every request that arrives stands here')).toBeVisible();
  });
});
