import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './host-fixture.ts';
import { Workbench } from './pages/workbench.ts';

test.describe('a keychain that is not as it should be', () => {
  test.use({ ownKeychain: true });

  test('without a keychain the screen says so and offers memory for this session', async ({ page, host }) => {
    await host.keychain.stop();
    await host.restart();
    await host.open(page);
    await expect(page.getByText('There is no keychain')).toBeVisible();
    await page.getByRole('button', { name: 'Keep secrets in memory for this session' }).click();
    await expect(page.getByText('There is no keychain')).toHaveCount(0);
    const workbench = new Workbench(page);
    await workbench.startPlayground();
    await expect(page.getByText('in memory')).toBeVisible();
    await workbench.form.run.click();
    await expect(workbench.token('Access token')).toContainText('signature valid');
  });

  test('a locked keychain is told apart from an empty one, and unlocking opens history again', async ({ page, host }) => {
    const workbench = new Workbench(page);
    await host.open(page);
    await workbench.startPlayground();
    await workbench.form.run.click();
    await expect(workbench.profiles.recentRuns.getByRole('listitem')).toHaveCount(1);

    host.keychain.lock();
    await host.restart();
    await host.open(page);
    await expect(page.getByText('The keychain is locked')).toBeVisible();
    await host.keychain.unlock();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('The keychain is locked')).toHaveCount(0);
    await expect(workbench.profiles.recentRuns.getByRole('listitem')).toHaveCount(1);
  });
});

test('an address opens one page once; a host that went away is told, and what it found damaged', async ({ page, host, context }) => {
  const workbench = new Workbench(page);

  await test.step('a bare or used address opens nothing', async () => {
    await host.open(page);
    await expect(page.getByRole('heading', { name: 'Get a token' })).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByRole('heading', { name: 'This page is not connected' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Get a token' })).toBeVisible();
  });

  await test.step('a host that goes away is told, and one that comes back needs a fresh address', async () => {
    await workbench.startPlayground();
    // For the next step. The running host may find the damage itself: it is told all the same after the restart.
    writeFileSync(join(host.dataFolder, 'workspace.json'), '{ "version": 1, "profi');
    await host.restart();
    await expect(page.getByText('The host is not there').or(page.getByText('This page is not connected'))).toBeVisible();
  });

  await test.step('a damaged workspace file is kept aside, and reported until that was read', async () => {
    await host.open(page);
    await expect(page.getByText(/damaged/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Understood' }).click();
    await expect(page.getByText(/damaged/)).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Get a token, and see how' })).toBeVisible();
    await expect(page.getByText(/damaged/)).toHaveCount(0);
  });
});
