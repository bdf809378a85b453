import { expect, test } from './host-fixture.ts';
import { PlaygroundPages } from './pages/playground-pages.ts';
import { Workbench } from './pages/workbench.ts';

test('grants beside the classic ones: by device, in the background, hybrid with everything bound', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { form } = workbench;
  await host.open(page);
  await workbench.startPlayground();

  await test.step('a device flow shows its code, counts, and ends with tokens once the user has answered elsewhere', async () => {
    await workbench.profiles.select('TV');
    await workbench.form.run.click();
    await expect(page.getByRole('status', { name: 'User code' })).toHaveText(/^\w{4}-\w{4}$/);
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await expect(page.getByText(/^expires in/)).toBeVisible();
    const pages = await PlaygroundPages.openedBy(page, () => page.getByRole('link', { name: 'Open it in this browser' }).click());
    await pages.page.getByRole('button', { name: 'Continue' }).click();
    await pages.signIn('alice');
    await pages.allow();
    await expect(pages.page.getByText('goes on by itself')).toBeVisible();
    await expect(workbench.token('ID token')).toContainText('signature valid', { timeout: 15_000 });
    await pages.page.close();
  });

  await test.step('the same in the background (CIBA): the user answers at the playground, in place of a phone', async () => {
    await workbench.profiles.select('Bank app');
    await workbench.form.run.click();
    const phone = await PlaygroundPages.openedBy(page, () => page.getByRole('link', { name: 'Answer in the user’s place' }).click());
    await expect(phone.page.getByText('Order 4711')).toBeVisible();
    await phone.allow();
    await expect(phone.page.getByText('Bank app may go on')).toBeVisible();
    await expect(workbench.token('ID token')).toContainText('signature valid');
    await phone.page.close();
  });

  await test.step('a hybrid run is pushed and bound to a key; what the form asks for is what goes out', async () => {
    await PlaygroundPages.forgetSignIn(page);
    await workbench.profiles.select('Hybrid web app');
    await form.unfold('PAR, JAR, DPoP, RAR');
    await page.getByLabel('Push the request (PAR)').check();
    await page.getByLabel('Prove possession of a key (DPoP)').check();
    await expect(form.section('PAR, JAR, DPoP, RAR')).toContainText('PAR, DPoP ES256');
    await form.unfold('OpenID Connect');
    await page.getByLabel('Claims').fill('{');
    await expect(page.getByText('This is not JSON')).toBeVisible();
    await page.getByLabel('Claims').fill('');
    const pages = await PlaygroundPages.openedBy(page, () => form.run.click());
    await pages.signIn('alice');
    await pages.allow();
    await expect(workbench.token('ID token')).toContainText('signature valid');
    await expect(workbench.result).toContainText('push authorization request');
    await expect(page.getByText('key in keychain')).toBeVisible();
  });
});
