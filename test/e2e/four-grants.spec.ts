import { expect, test } from './host-fixture.ts';
import { PlaygroundPages } from './pages/playground-pages.ts';
import { Workbench } from './pages/workbench.ts';

test('all four grants run through the screen, and a restart finds everything as it was', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { profiles, form } = workbench;
  await host.open(page);
  await workbench.startPlayground();

  await test.step('client credentials', async () => {
    await profiles.select('Machine client');
    await form.run.click();
    await expect(workbench.token('Access token')).toContainText('signature valid');
  });

  await test.step('resource owner password', async () => {
    await profiles.select('Trusted desktop app');
    await form.run.click();
    await expect(workbench.token('Access token')).toContainText('signature valid');
  });

  await test.step('authorization code, with the real sign-in and consent pages', async () => {
    await profiles.select('Web app with PKCE');
    const pages = await PlaygroundPages.openedBy(page, () => page.keyboard.press('Control+Enter'));
    await expect(form.cancel).toBeVisible();
    await pages.signIn('alice');
    await pages.allow();
    await expect(pages.page.getByText('Grantbench has the answer')).toBeVisible();
    await expect(workbench.token('ID token')).toContainText('signature valid');
    await expect(workbench.token('Refresh token')).toBeVisible();
  });

  await test.step('refresh token, taken from the run before', async () => {
    await form.choose(form.grant, /^Refresh token/);
    await expect(page.getByText('The token that “Web app with PKCE” brought')).toBeVisible();
    const before = await workbench.result.textContent();
    await form.run.click();
    await expect(workbench.result).not.toHaveText(before ?? '');
    await expect(workbench.token('Access token')).toContainText('signature valid');
  });

  await host.restart();
  await host.open(page);

  await test.step('after a restart: profiles, their secrets, and history', async () => {
    await expect(profiles.row('Web app with PKCE')).toContainText('refresh');
    await expect(profiles.recentRuns.getByRole('listitem')).toHaveCount(4);
    await expect(profiles.row('Machine client').getByRole('img', { name: 'last run: succeeded' })).toBeVisible();

    await profiles.select('Machine client');
    await expect(form.clientSecret).toHaveAttribute('placeholder', '••••••••••');
    await form.run.click();
    await expect(workbench.token('Access token')).toContainText('signature valid');

    await profiles.recentRuns.getByRole('button', { name: /Trusted desktop app/ }).click();
    await expect(form.name).toHaveText('Trusted desktop app');
    await expect(workbench.token('Access token')).toBeVisible();
  });
});

test('a user who says no or does not answer, and a browser that does not open the page', async ({ page, host }) => {
  const workbench = new Workbench(page);
  await host.open(page);
  await workbench.startPlayground();

  await test.step('a user who says no is told apart from a failure, and the run can be cancelled', async () => {
    await workbench.profiles.select('Native app with PKCE');

    const denied = await PlaygroundPages.openedBy(page, () => workbench.form.run.click());
    await denied.signIn('bob');
    await denied.deny();
    await expect(workbench.result).toContainText('access_denied');

    await PlaygroundPages.openedBy(page, () => workbench.form.run.click());
    await workbench.form.cancel.click();
    await expect(workbench.form.run).toBeVisible();
    await expect(workbench.profiles.row('Native app with PKCE').getByRole('img', { name: 'last run: cancelled' })).toBeVisible();
  });

  await test.step('a blocked pop-up leaves a button that opens the sign-in page', async () => {
    await PlaygroundPages.forgetSignIn(page);
    await page.evaluate(() => {
      const { open } = window;
      window.open = () => {
        window.open = open;
        return null;
      };
    });
    await workbench.profiles.select('Web app with PKCE');
    await workbench.form.run.click();
    const pages = await PlaygroundPages.openedBy(page, () =>
      workbench.result.getByRole('button', { name: /^Open the sign-in page/ }).click(),
    );
    await pages.signIn('alice');
    await pages.allow();
    await expect(workbench.token('ID token')).toBeVisible();
  });
});
