import type { Locator, Page } from '@playwright/test';
import { profile } from '../../shared/model/profile.ts';
import {
  type CanaryWorld,
  canaryWorld,
  enterSecrets,
  enterVariables,
  given,
  profileOf,
  type Turn,
  take,
  turns,
} from '../security/canary-scenario.ts';
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

interface View {
  readonly name: string;
  readonly content: string;
}

/**
 * Everything that can be read off the page, by eye, by script or by an extension; of a run from all
 * sides, tab by tab and exchange by exchange. It runs in the page: two hundred views clicked from
 * outside, each with its waiting for a hand, would take a minute.
 */
async function lookAround(part: Element, allSides: boolean): Promise<View[]> {
  const contentOf = () =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea, select')].map((input) => (input as HTMLInputElement).value),
      document.title,
      location.href,
      document.body.innerText,
      JSON.stringify({ ...localStorage, ...sessionStorage, state: history.state }),
    ].join('\n');
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const select = async (control: HTMLElement) => {
    control.click();
    while (control.ariaSelected !== 'true') await drawn();
    await drawn();
  };
  if (!allSides) return [{ name: '', content: contentOf() }];
  const views: View[] = [];
  for (const tab of part.querySelectorAll<HTMLElement>('[role=tab]')) {
    await select(tab);
    for (let folded = [tab]; folded.length > 0; folded = [...part.querySelectorAll<HTMLElement>('details:not([open]) > summary')]) {
      for (const summary of folded) summary.click();
      await drawn();
    }
    views.push({ name: tab.innerText, content: contentOf() });
  }
  for (const exchange of part.querySelectorAll<HTMLElement>('[role=listbox][aria-label=Exchanges] [role=option]')) {
    await select(exchange);
    views.push({ name: `exchange ${exchange.innerText}`, content: contentOf() });
  }
  return views;
}

async function contentOf(page: Page): Promise<string> {
  const [view] = await page.locator('body').evaluate(lookAround, false);
  return view?.content ?? '';
}

/** Fails where the page shows a canary; says on which screen. */
async function expectNone(page: Page, scanner: CanaryScanner, where: string): Promise<void> {
  expectNoneIn(await contentOf(page), scanner, where);
}

function expectNoneIn(content: string, scanner: CanaryScanner, where: string): void {
  const sightings = scanner.find(content);
  expect(sightings.map(({ kind, spelling, context }) => `${where}: ${kind} (${spelling}): ${context}`)).toEqual([]);
}

async function unfoldAll(part: Locator): Promise<void> {
  const folded = part.locator('details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Looks at a run from all sides. */
async function lookAtRun(page: Page, scanner: CanaryScanner, where: string): Promise<void> {
  const views = await new ResultPane(page).root.evaluate(lookAround, true);
  expect(views.some(({ name }) => name.startsWith('exchange'))).toBe(true);
  for (const { name, content } of views) expectNoneIn(content, scanner, `${where}, ${name}`);
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

interface Prepared {
  readonly world: CanaryWorld;
  readonly screen: Screen;
  readonly profileId: string;
}

/** A canary as every secret, and runs that used them. */
async function afterTurns(page: Page, some: readonly Turn[]): Promise<Prepared> {
  const world = await canaryWorld();
  const screen = await besideThePage(page);
  const workbench = page.url();
  // Drawing each run as it goes takes the page longer than the host takes to run it.
  await page.goto('about:blank');
  await enterVariables(screen);
  const profileId = await enterSecrets(screen);
  for (const turn of some) await take(screen, world, profileId, turn);
  await page.goto(workbench);
  return { world, screen, profileId };
}

// Two halves, so that two workers share what takes longest.
for (const half of [0, 1]) {
  test(`no run of history shows a canary, at no tab and no exchange (half ${half + 1})`, async ({ page, host }) => {
    test.setTimeout(180_000);
    await host.open(page);
    const some = tellingTurns().filter((_, place) => place % 2 === half);
    const { world } = await afterTurns(page, some);
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
  const { world, screen, profileId } = await afterTurns(page, some);
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
