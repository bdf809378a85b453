import { passing, passThrough } from '../security/canary-endpoints.ts';
import { registerClients, registering } from '../security/canary-registration.ts';
import { canaryScanner } from '../security/find-canaries.ts';
import { expect, test } from './host-fixture.ts';
import { expectNone, lookAtRun, prepareCanaries, unfoldAll } from './look-for-canaries.ts';
import { CaptureScreen } from './pages/capture-screen.ts';
import { HistoryScreen } from './pages/history-screen.ts';
import { ResultPane } from './pages/result-pane.ts';
import { TokensScreen } from './pages/tokens-screen.ts';
import { Workbench } from './pages/workbench.ts';

test('no endpoint, break point, replay, capture, sign-out or registration shows a canary', async ({ page, host }) => {
  test.setTimeout(180_000);
  await host.open(page);
  const { world, screen, done } = await prepareCanaries(page, async (prepared) => ({
    passed: await passThrough(prepared.screen, prepared.world, prepared.profileId),
    registered: await registerClients(prepared.screen, prepared.world),
  }));
  const { endpoints, stopped, replayed, handed } = done.passed;
  const scanner = canaryScanner([...world.canaries(), ...Object.values(passing), ...Object.values(registering)]);
  const workbench = new Workbench(page);
  const result = new ResultPane(page);

  await test.step('what was asked, stopped, sent again, handed on and registered, as History has it', async () => {
    const history = new HistoryScreen(page);
    const { runs } = await screen.ask('run.list', { limit: 100 });
    // Of endpoints and registrations the last of each kind: what is asked twice looks the same twice.
    const asked = new Map([...endpoints, ...done.registered].map((view) => [`${view.summary.task}, ${view.summary.outcome}`, view]));
    expect(asked.size).toBeGreaterThanOrEqual(6);
    await history.open();
    await expect(history.rows).toHaveCount(runs.length);
    for (const { summary } of [...asked.values(), ...stopped, ...replayed, handed]) {
      const row = history.rows.nth(runs.findIndex(({ id }) => id === summary.id));
      await row.click();
      await expect(row).toHaveAttribute('aria-selected', 'true');
      await expect(result.outcome).not.toBeEmpty();
      await lookAtRun(page, scanner, `History, ${await row.innerText()}`);
    }
  });

  await test.step('a request that is about to be sent again', async () => {
    await result.open('Exchanges');
    await result.exchanges.getByRole('option').last().click();
    await result.root.getByRole('button', { name: 'Send again…' }).click();
    await expect(page.getByRole('dialog', { name: 'Send this request again' })).toBeVisible();
    await expectNone(page, scanner, 'the replay');
    await page.keyboard.press('Escape');
  });

  await test.step('captured requests, and held tokens', async () => {
    await workbench.goTo('Capture');
    const capture = new CaptureScreen(page);
    await expect(capture.rows).toHaveCount(4);
    for (const row of await capture.rows.all()) {
      await row.click();
      await expect(row).toHaveAttribute('aria-selected', 'true');
      await expect(capture.detail).toBeVisible();
      await unfoldAll(capture.detail);
      await expectNone(page, scanner, `Capture, ${await row.innerText()}`);
    }
    const tokens = new TokensScreen(page);
    await tokens.open();
    for (const kind of ['Access token', 'ID token', 'Refresh token']) {
      await tokens.rows.filter({ hasText: kind }).first().click();
      await expect(tokens.detail.getByRole('region', { name: kind, exact: true })).toBeVisible();
      await unfoldAll(tokens.detail);
      await expectNone(page, scanner, `Tokens, ${kind}`);
    }
  });

  await test.step('a run that stands still', async () => {
    await workbench.goTo('Workbench');
    await workbench.profiles.list.locator('[data-row]').first().click();
    await page.getByRole('button', { name: 'Step through' }).click();
    await page.getByRole('menuitem', { name: 'Stop everywhere' }).click();
    await workbench.form.run.click();
    await expect(result.root.getByRole('region', { name: 'Stopped before the authorization request' })).toBeVisible();
    await lookAtRun(page, canaryScanner(world.canaries()), 'a run at its first stop');
  });
  await world.close();
});
