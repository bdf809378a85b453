import { axeFindings } from './axe.ts';
import { expect, test } from './host-fixture.ts';
import { ResultPane } from './pages/result-pane.ts';
import { TokensScreen } from './pages/tokens-screen.ts';

test('tokens are held: refreshed with a narrower scope, used as a subject token, found and deleted', async ({ page, host }) => {
  await host.open(page);
  await page.getByRole('button', { name: 'Start the playground' }).click();
  const tokens = new TokensScreen(page);
  const result = new ResultPane(page);
  await page
    .getByRole('button', { name: /^Trusted desktop app|Trusted desktop app / })
    .first()
    .click();
  await page.keyboard.press('Control+Enter');
  await expect(result.outcome).toContainText('access');

  // A refresh is made by the client that stands in the form, saved or not.
  const clientId = page.getByLabel('Client ID', { exact: true });
  await clientId.fill('no-such-client');
  await result.card('Refresh token').getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(result.outcome).toContainText('invalid_client');
  await clientId.fill('trusted-app');

  await tokens.open();
  await expect(tokens.rows).toHaveCount(3);
  await tokens.rows.filter({ hasText: 'Refresh token' }).click();
  await tokens.action('Refresh…');
  await page.getByRole('dialog').getByLabel('Scope', { exact: true }).fill('openid');
  await tokens.confirm('Refresh');
  await expect(result.outcome).toContainText('access');

  await tokens.open();
  await expect(tokens.detail.getByText('A refresh has replaced this token')).toBeVisible();
  await expect(tokens.detail.getByText('refresh token rotated')).toBeVisible();
  expect(await axeFindings(page, { within: 'section[aria-label="Tokens"], main' })).toEqual([]);
  expect(await page.content()).not.toContain(await tokenValue());

  await tokens.rows.filter({ hasText: 'Access token' }).last().click();
  await tokens.action('Use as…');
  await page.getByRole('menuitem', { name: 'Subject token' }).click();
  await tokens.confirm('Use it');
  await page.keyboard.press('Control+Enter');
  await expect(result.outcome).toContainText('access');
  await expect(result.card('Access token').getByText('impersonation')).toBeVisible();

  await tokens.open();
  await tokens.rows.filter({ hasText: 'Refresh token' }).first().click();
  await tokens.action('Revoke…');
  await tokens.confirm('Revoke');
  await expect(result.card('Revocation')).toContainText('is revoked');
  await tokens.open();
  await expect(tokens.rows.filter({ hasText: 'Refresh token' }).first()).toContainText('revoked');
  await expect(tokens.detail.getByText('This token was revoked')).toBeVisible();

  await tokens.search.fill('no such token');
  await expect(page.getByText('No token fits.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await tokens.list.focus();
  await page.keyboard.press('Home');
  await expect(tokens.rows.first()).toHaveAttribute('aria-selected', 'true');
  const before = await tokens.rows.count();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  // Whoever came by keyboard goes on where they were.
  await expect(tokens.list).toBeFocused();
  await page.keyboard.press('Delete');
  await tokens.confirm('Delete');
  await expect(tokens.rows).toHaveCount(before - 1);

  /** The value that is shown when asked for, and nowhere before. */
  async function tokenValue(): Promise<string> {
    const card = tokens.detail.getByRole('region', { name: 'Refresh token', exact: true });
    await card.getByRole('button', { name: 'Reveal Refresh token' }).click();
    const whole = card.getByRole('region', { name: 'Whole token' });
    const text = (await whole.textContent()) ?? '';
    await card.getByRole('button', { name: 'Hide Refresh token' }).click();
    await expect(whole).toBeHidden();
    expect(text.length).toBeGreaterThan(20);
    return text;
  }
});
