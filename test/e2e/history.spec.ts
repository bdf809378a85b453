import { axeFindings } from './axe.ts';
import { expect, test } from './host-fixture.ts';
import { HistoryScreen } from './pages/history-screen.ts';

test('runs are kept, found, opened as they were, and deleted', async ({ page, host }) => {
  await host.open(page);
  await page.getByRole('button', { name: 'Start the playground' }).click();
  const history = new HistoryScreen(page);
  const { result } = history;
  for (const profile of ['Machine client', 'Trusted desktop app']) {
    await page
      .getByRole('button', { name: new RegExp(`^${profile}|${profile} `) })
      .first()
      .click();
    await page.keyboard.press('Control+Enter');
    await expect(result.outcome).toContainText('access');
  }

  await host.restart();
  await host.open(page);
  await history.open();
  await expect(history.rows).toHaveCount(2);
  await expect(history.rows.first()).toContainText('Trusted desktop app');

  await history.list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(history.rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(result.outcome).toHaveText('access token');
  const card = result.card('Access token');
  await card.getByRole('button', { name: 'Reveal Access token' }).click();
  await expect(card.getByRole('region', { name: 'Whole token' })).toContainText('eyJ');

  await history.filter('Grant', 'Resource owner password');
  await expect(history.rows).toHaveCount(1);
  await history.filter('Grant', 'Grant');
  await history.search.fill('no such run');
  await expect(page.getByText('No run fits.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(history.rows).toHaveCount(2);

  expect(await axeFindings(page, { within: 'section[aria-label="History"]' })).toEqual([]);

  await history.list.focus();
  await page.keyboard.press('Delete');
  await history.confirm('Delete');
  await expect(history.rows).toHaveCount(1);
  await expect(history.rows.first()).toContainText('Trusted desktop app');

  await page.getByRole('button', { name: 'Wipe…' }).click();
  await history.confirm('Wipe history');
  await expect(page.getByText('Every run is kept here')).toBeVisible();
});
