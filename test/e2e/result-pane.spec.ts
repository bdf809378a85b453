import type { Page } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { expect, test } from './host-fixture.ts';
import { PlaygroundPages } from './pages/playground-pages.ts';
import { ResultPane } from './pages/result-pane.ts';
import { allowUnreachable } from './pages/unreachable-redirect.ts';
import { Workbench } from './pages/workbench.ts';

/** Chooses one of the ready profiles. */
async function choose(page: Page, profile: string): Promise<ResultPane> {
  await new Workbench(page).profiles.select(profile);
  await expect(page.getByRole('heading', { name: profile })).toBeVisible();
  return new ResultPane(page);
}

/** Starts a code run and gives the page the user signs in at. */
function runToSignIn(page: Page): Promise<PlaygroundPages> {
  return PlaygroundPages.openedBy(page, () => page.keyboard.press('Control+Enter'));
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await axeFindings(page, { within: 'section[aria-label="Result"]' })).toEqual([]);
}

test('a run: masked until it is asked, reached by keyboard; a refusal told, a wait cancelled', async ({ page, host }) => {
  await host.open(page);
  await new Workbench(page).startPlayground();

  await test.step('a run: masked until it is asked, reached by keyboard', async () => {
    const pane = await choose(page, 'Machine client');
    const card = pane.card('Access token');
    await expect(pane.root.getByText('Nothing has run yet')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(pane.outcome).toHaveText('access token');
    await expect(card.getByText(/signature valid · RS256/)).toBeVisible();

    await test.step('the token is shown when asked for, and gone when left', async () => {
      await card.getByRole('button', { name: 'Reveal Access token' }).click();
      const token = await card.getByRole('region', { name: 'Whole token' }).innerText();
      expect(token.split('.')).toHaveLength(3);
      await pane.open('Verdicts');
      await pane.open('Tokens');
      await expect(card).toBeVisible();
      expect(await page.content()).not.toContain(token.split('.')[2]);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await card.getByRole('button', { name: 'Copy Access token' }).click();
      await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
    });

    await test.step('an arrow leads to its exchange; its secrets are shown when asked for', async () => {
      await pane.arrow(/client credentials/).focus();
      await page.keyboard.press('Enter');
      const chosen = pane.exchanges.getByRole('option', { selected: true });
      await expect(chosen).toContainText('POST');
      const request = pane.card('Request');
      await expect(request.getByText('credentials', { exact: true })).toBeVisible();
      await expect(request).not.toContainText(/Basic [A-Za-z0-9+/]{8}/);
      await request.getByRole('button', { name: 'Show the original: Headers' }).click();
      await expect(request).toContainText(/Basic [A-Za-z0-9+/]{8}/);
      await request.getByRole('button', { name: 'Hide the original: Headers' }).click();
      await expect(request).not.toContainText(/Basic [A-Za-z0-9+/]{8}/);
      await chosen.focus();
      await page.keyboard.press('ArrowUp');
      await expect(chosen).toContainText('openid-configuration');
      await expect(chosen).toBeFocused();
      await expect(pane.card('Response').getByRole('textbox', { name: 'Response body' })).toContainText('"authorization_endpoint"');
    });

    await expectAccessible(page);
  });

  await test.step('a refusal names its cause, what to try and its raw answer; a wait can be cancelled', async () => {
    const pane = await choose(page, 'Web app with PKCE');
    const signIn = await runToSignIn(page);
    await signIn.signIn('alice');
    await signIn.deny();
    await expect(pane.outcome).toHaveText('access_denied');
    await pane.open('Tokens');
    const failure = pane.card('The run failed');
    await expect(failure).toContainText('The user or the server said no.');
    await expect(failure.getByRole('link', { name: 'RFC 6749 §4.1.2.1' })).toBeVisible();
    await failure.getByRole('button', { name: 'Show the raw answer' }).click();
    await expect(pane.exchanges.getByRole('option', { selected: true })).toContainText('error=access_denied');

    await pane.open('Tokens');
    await runToSignIn(page);
    await expect(pane.outcome).toHaveText('waiting for the user');
    await pane.root.getByRole('button', { name: 'Cancel' }).first().click();
    await expect(pane.outcome).toHaveText('cancelled');
    await expect(failure).toHaveCount(0);
  });
});

test('waiting for the user: the redirect may be pasted; then the refresh token is used from its card', async ({ page, host }) => {
  await host.open(page);
  await new Workbench(page).startPlayground();
  const pane = await choose(page, 'Web app with PKCE');
  const signIn = await runToSignIn(page);
  await expect(pane.sequence.locator('text', { hasText: 'waiting for you to sign in' })).toBeVisible();
  await expect(pane.card('Waiting for you to sign in').getByText(/gives up in 4 min/)).toBeVisible();
  await signIn.signIn('alice');
  const redirected = await allowUnreachable(signIn);

  const pasted = page.getByLabel('Redirected URL');
  await pasted.fill('nonsense');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(pane.root.getByRole('alert')).toContainText(/URL/);
  await pasted.fill(redirected);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(pane.outcome).toHaveText('access, refresh and id token');
  await expect(pane.card('ID token').getByText(/signature valid/)).toBeVisible();
  await expect(pane.card('ID token').getByText('Alice Liddell')).toBeVisible();

  await pane.open('Exchanges');
  await expect(pane.root.getByText('The redirect was pasted by hand')).toBeVisible();
  await pane.root.getByRole('button', { name: 'Accept again…' }).click();
  const again = page.getByRole('dialog', { name: 'Accept this redirect again' });
  await expect(again.getByRole('button', { name: 'Accept again' })).toBeVisible();
  await expect(again).not.toContainText(new URL(redirected).searchParams.get('code') ?? 'no code');
  await again.getByRole('button', { name: 'Cancel' }).click();
  await pane.open('Tokens');

  await pane.card('Refresh token').getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(pane.arrow(/refresh_token/)).toBeVisible();
  await expect(pane.outcome).toContainText('access');
});
