/** Looks for canaries on the page: everything that can be read off it, of a run from all sides. */
import type { Locator, Page } from '@playwright/test';
import { type CanaryWorld, canaryWorld, enterSecrets, enterVariables } from '../security/canary-scenario.ts';
import type { CanaryScanner } from '../security/find-canaries.ts';
import type { Screen } from '../security/screen.ts';
import { connectScreen } from '../security/serve-process.ts';
import { expect } from './host-fixture.ts';
import { ResultPane } from './pages/result-pane.ts';

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

export async function contentOf(page: Page): Promise<string> {
  const [view] = await page.locator('body').evaluate(lookAround, false);
  return view?.content ?? '';
}

/** Fails where the page shows a canary; says on which screen. */
export async function expectNone(page: Page, scanner: CanaryScanner, where: string): Promise<void> {
  expectNoneIn(await contentOf(page), scanner, where);
}

function expectNoneIn(content: string, scanner: CanaryScanner, where: string): void {
  const sightings = scanner.find(content);
  expect(sightings.map(({ kind, spelling, context }) => `${where}: ${kind} (${spelling}): ${context}`)).toEqual([]);
}

export async function unfoldAll(part: Locator): Promise<void> {
  const folded = part.locator('details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Looks at a run from all sides. */
export async function lookAtRun(page: Page, scanner: CanaryScanner, where: string): Promise<void> {
  const views = await new ResultPane(page).root.evaluate(lookAround, true);
  expect(views.some(({ name }) => name.startsWith('exchange'))).toBe(true);
  for (const { name, content } of views) expectNoneIn(content, scanner, `${where}, ${name}`);
}

/** What a test of canaries stands on. */
export interface Prepared {
  readonly world: CanaryWorld;
  readonly screen: Screen;
  readonly profileId: string;
}

/** A canary as every secret, and whatever is done with them while no page draws it. */
export async function prepareCanaries<T>(page: Page, act: (prepared: Prepared) => Promise<T>): Promise<Prepared & { readonly done: T }> {
  const world = await canaryWorld();
  const screen = await besideThePage(page);
  const workbench = page.url();
  // Drawing each run as it goes takes the page longer than the host takes to run it.
  await page.goto('about:blank');
  await enterVariables(screen);
  const profileId = await enterSecrets(screen);
  const prepared = { world, screen, profileId };
  const done = await act(prepared);
  await page.goto(workbench);
  return { ...prepared, done };
}
