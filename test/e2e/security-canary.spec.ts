import { profile } from '../../shared/model/profile.ts';
import { given, profileOf, type Turn, take, turns } from '../security/canary-scenario.ts';
import { canaryScanner } from '../security/find-canaries.ts';
import { expect, test } from './host-fixture.ts';
import { contentOf, expectNone, lookAtRun, type Prepared, prepareCanaries, unfoldAll } from './look-for-canaries.ts';
import { HistoryScreen } from './pages/history-screen.ts';
import { ResultPane } from './pages/result-pane.ts';
import { Workbench } from './pages/workbench.ts';

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

const takeAll =
  (some: readonly Turn[]) =>
  async ({ screen, world, profileId }: Prepared) => {
    for (const turn of some) await take(screen, world, profileId, turn);
  };

// Two halves, so that two workers share what takes longest.
for (const half of [0, 1]) {
  test(`no run of history shows a canary, at no tab and no exchange (half ${half + 1})`, async ({ page, host }) => {
    test.setTimeout(180_000);
    await host.open(page);
    const some = tellingTurns().filter((_, place) => place % 2 === half);
    const { world } = await prepareCanaries(page, takeAll(some));
    const scanner = canaryScanner(world.canaries());
    const history = new HistoryScreen(page);
    const { outcome } = new ResultPane(page);
    await history.open();
    await expect(history.rows).toHaveCount(some.length);
    for (let row = 0; row < some.length; row++) {
      await history.rows.nth(row).click();
      await expect(history.rows.nth(row)).toHaveAttribute('aria-selected', 'true');
      await expect(outcome).not.toBeEmpty();
      await lookAtRun(page, scanner, `History, ${await history.rows.nth(row).innerText()}`);
    }
    await world.close();
  });
}

test('no masked form, section, live run or landing page shows a canary', async ({ page, host }) => {
  await host.open(page);
  const some = tellingTurns()
    .filter(({ grant }) => grant === 'authorization_code')
    .slice(0, 1);
  const { world, screen, profileId } = await prepareCanaries(page, takeAll(some));
  const scanner = canaryScanner(world.canaries());
  const workbench = new Workbench(page);
  const pane = new ResultPane(page);

  await test.step('the form with everything unfolded, and the other sections', async () => {
    await workbench.goTo('Workbench');
    await workbench.profiles.list.locator('[data-row]').first().click();
    await expect(workbench.form.clientId).toHaveValue('client {{client}}');
    await unfoldAll(page.getByRole('main'));
    await expectNone(page, scanner, 'the form');
    for (const section of ['Environments', 'Tokens', 'Settings'] as const) {
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
