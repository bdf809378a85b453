import { axeFindings } from './axe.ts';
import { expect, test } from './host-fixture.ts';
import { HistoryScreen } from './pages/history-screen.ts';
import { PlaygroundPages } from './pages/playground-pages.ts';
import { ResultPane } from './pages/result-pane.ts';
import { TokensScreen } from './pages/tokens-screen.ts';
import { Workbench } from './pages/workbench.ts';

test('a user is signed out with the ID token of a run: at the page, by pasting, or not at all', async ({ page, host }) => {
  await host.open(page);
  const workbench = new Workbench(page);
  const result = new ResultPane(page);
  const dialog = page.getByRole('dialog', { name: 'Log out at the server' });
  const logOut = () => PlaygroundPages.openedBy(page, () => dialog.getByRole('button', { name: 'Log out', exact: true }).click());
  await workbench.startPlayground();
  await workbench.profiles.select('Native app with PKCE');
  const signIn = await PlaygroundPages.openedBy(page, () => workbench.form.run.click());
  await signIn.signIn('alice');
  await signIn.allow();
  const idToken = workbench.token('ID token');
  await expect(idToken).toBeVisible();

  await idToken.getByRole('button', { name: 'Use ID token' }).click();
  await page.getByRole('menuitem', { name: 'Log out…' }).click();
  await expect(dialog.getByLabel('Post-logout redirect URI', { exact: true })).toHaveValue('http://127.0.0.1:0/signed-out');
  const pages = await logOut();
  await expect(pages.page.getByRole('banner')).toContainText('practice server');
  const waiting = result.card('Waiting for you to sign out');
  await expect(waiting).toContainText('The sign-out page is open in your browser.');
  await expect(waiting).not.toContainText('sign-in');
  const { searchParams } = new URL(pages.page.url());
  const redirected = `${searchParams.get('post_logout_redirect_uri')}?state=${searchParams.get('state')}`;
  await waiting.getByLabel('Redirected URL').fill(redirected);
  await waiting.getByRole('button', { name: 'Continue' }).click();
  await expect(result.outcome).toHaveText('done');
  await expect(result.card('Sign-out')).toContainText('with the state that was sent');

  const tokens = new TokensScreen(page);
  await tokens.open();
  await tokens.rows.filter({ hasText: 'ID token' }).click();
  await tokens.action('Log out…');
  await logOut();
  await expect(waiting).toBeVisible();
  expect(await axeFindings(page, { within: '[aria-label="Result"]' })).toEqual([]);
  await result.root.getByRole('button', { name: 'Cancel' }).click();
  await expect(result.outcome).toHaveText('cancelled');

  await tokens.open();
  await tokens.action('Log out…');
  const signOut = await logOut();
  await signOut.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(signOut.page.getByRole('heading', { name: 'Back from signing out' })).toBeVisible();
  await expect(result.outcome).toHaveText('done');
  await expect(result.arrow(/^state · loopback, checked/)).toBeVisible();

  // Where nothing comes back the run is over at once, also when the browser kept the page from opening.
  await tokens.open();
  await tokens.action('Log out…');
  await dialog.getByLabel('Post-logout redirect URI', { exact: true }).fill('');
  await page.evaluate(() => {
    const { open } = window;
    window.open = () => {
      window.open = open;
      return null;
    };
  });
  await dialog.getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(result.card('Sign-out')).toContainText('kept the sign-out page from opening');
  const opened = await PlaygroundPages.openedBy(page, () => result.card('Sign-out').getByRole('button').click());
  expect(new URL(opened.page.url()).searchParams.has('post_logout_redirect_uri')).toBe(false);
  await expect(result.card('Sign-out')).toContainText('was opened');

  const history = new HistoryScreen(page);
  await history.open();
  await expect(history.rows).toHaveCount(5);
  await history.filter('Task', 'Logout');
  await expect(history.rows).toHaveCount(4);
  await history.filter('Grant', 'Authorization code');
  await expect(history.rows).toHaveCount(1);
});
