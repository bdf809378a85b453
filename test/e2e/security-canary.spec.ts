import type { Locator, Page } from '@playwright/test';
import { profile } from '../../shared/model/profile.ts';
import { canaryWorld, enterSecrets, enterVariables, given, profileOf, type Turn, take, turns } from '../security/canary-scenario.ts';
import { type CanaryScanner, canaryScanner } from '../security/find-canaries.ts';
import type { Screen } from '../security/screen.ts';
import { connectScreen } from '../security/serve-process.ts';
import { expect, test } from './host-fixture.ts';
import { HistoryScreen } from './pages/history-screen.ts';
import { ResultPane } from './pages/result-pane.ts';
import { Workbench } from './pages/workbench.ts';

/** A second voice at the host the page talks to, so that runs need not be clicked together one by one. */
async function besideThePage(page: Page): Promise<Screen> {
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('grantbench.bearer'))).not.toBeNull();
  const bearer = await page.evaluate(() => sessionStorage.getItem('grantbench.bearer'));
  return connectScreen(Number(new URL(page.url()).port), bearer ?? '');
}

/** Everything that can be read off a page, by eye, by script or by an extension. */
function contentOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea, select')].map((input) => (input as HTMLInputElement).value),
      document.title,
      location.href,
      document.body.innerText,
      JSON.stringify({ ...localStorage, ...sessionStorage, state: history.state }),
    ].join('\n'),
  );
}

/** Fails where the page shows a canary; says on which screen. */
async function expectNone(page: Page, scanner: CanaryScanner, where: string): Promise<void> {
  const sightings = scanner.find(await contentOf(page));
  expect(sightings.map(({ kind, spelling, context }) => `${where}: ${kind} (${spelling}): ${context}`)).toEqual([]);
}

async function unfoldAll(part: Locator): Promise<void> {
  const folded = part.locator('details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Looks at a run from all sides. */
async function lookAtRun(page: Page, scanner: CanaryScanner, where: string): Promise<void> {
  const pane = new ResultPane(page);
  for (const tab of ['Tokens', 'Verdicts', 'Exchanges'] as const) {
    const control = pane.root.getByRole('tab', { name: tab });
    if ((await control.count()) === 0) continue;
    await control.click();
    await unfoldAll(pane.root);
    await expectNone(page, scanner, `${where}, ${tab}`);
  }
  for (const exchange of await pane.exchanges.getByRole('option').all()) {
    await exchange.click();
    await expect(exchange).toHaveAttribute('aria-selected', 'true');
    await expectNone(page, scanner, `${where}, exchange ${await exchange.innerText()}`);
  }
}

/** Answers whose look on the screen another one has too. */
const lookAlikes: readonly string[] = ['refusesInAscii', 'refusesInTextInJson', 'tokensZipped', 'noText', 'cutOff'];

/** A few turns that fill every part of the screen: tokens of each grant, refusals, pages, redirects. */
function tellingTurns(): Turn[] {
  const seen = new Set<string>();
  return turns().filter(({ grant, token, authorization }) => {
    const all = token === 'tokens' && authorization === 'code';
    const kind = all ? grant : authorization === 'code' ? token : authorization;
    if (seen.has(kind) || authorization === 'otherState' || lookAlikes.includes(token)) return false;
    seen.add(kind);
    return true;
  });
}

test('with a canary as every secret, no masked screen shows one', async ({ page, host }) => {
  test.setTimeout(180_000);
  const world = await canaryWorld();
  await host.open(page);
  const screen = await besideThePage(page);
  await enterVariables(screen);
  const profileId = await enterSecrets(screen);
  const some = tellingTurns();
  for (const turn of some) await take(screen, world, profileId, turn);
  const scanner = canaryScanner(world.canaries());
  const workbench = new Workbench(page);
  const pane = new ResultPane(page);

  await test.step('History: each run, each tab, each exchange', async () => {
    await page.reload();
    const history = new HistoryScreen(page);
    await history.open();
    await expect(history.rows).toHaveCount(some.length);
    for (let row = 0; row < some.length; row++) {
      await history.rows.nth(row).click();
      await expect(history.rows.nth(row)).toHaveAttribute('aria-selected', 'true');
      await expect(pane.outcome).not.toBeEmpty();
      await lookAtRun(page, scanner, `History, ${await history.rows.nth(row).innerText()}`);
    }
  });

  await test.step('the form with everything unfolded, and the other sections', async () => {
    await workbench.goTo('Workbench');
    await workbench.profiles.list.locator('[data-row]').first().click();
    await expect(workbench.form.clientId).toHaveValue('client {{client}}');
    await unfoldAll(page.getByRole('main'));
    await expectNone(page, scanner, 'the form');
    for (const section of ['Environments', 'Settings'] as const) {
      await workbench.goTo(section);
      await expectNone(page, scanner, section);
    }
  });

  await test.step('a run as it happens, and the page the browser lands on', async () => {
    const turn: Turn = {
      ...(some.find(({ grant }) => grant === 'authorization_code') as Turn),
      authorization: 'code',
      token: 'tokens',
      responseMode: 'query',
    };
    await screen.ask('profile.save', {
      profile: profile.parse({ ...profileOf(turn, profileId, `${world.server.issuer('live', turn)}/t/{{tenant}}`), name: 'Live' }),
    });
    await workbench.goTo('Workbench');
    await workbench.profiles.select('Live');
    const [landing] = await Promise.all([page.context().waitForEvent('page'), workbench.form.run.click()]);
    await expect(landing.getByRole('heading')).toBeVisible();
    await expect(pane.outcome).toContainText('token');
    const now = canaryScanner(world.canaries());
    await expectNone(landing, now, 'the landing page');
    await lookAtRun(page, now, 'the live run');
    await landing.close();
  });

  await test.step('and what is asked for is shown, as canaries the scanner sees', async () => {
    const asked = canaryScanner([given.client_secret, given['token parameter']]);
    await pane.open('Exchanges');
    await pane.exchanges.getByRole('option').filter({ hasText: '/token' }).first().click();
    await pane.card('Request').getByRole('button', { name: 'Show the original: Body' }).click();
    await expect.poll(async () => asked.find(await contentOf(page)).length).toBeGreaterThan(0);
    await pane.open('Tokens');
    await pane.open('Verdicts');
    await expectNone(page, canaryScanner(world.canaries()), 'after leaving what was shown');
  });
  await world.close();
});
