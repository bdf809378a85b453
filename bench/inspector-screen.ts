import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../scripts/find-chromium.ts';
import { milliseconds, notMeasured, type Row } from './row.ts';
import { median } from './timing.ts';
import { withServe } from './with-serve.ts';

const PASTE_AIM_MS = 100;
const BLOCK_AIM_MS = 16;
const ROUNDS = 5;
const KEYSTROKES = 30;
/** Between two keystrokes: a fast typist. */
const PAUSE_MS = 60;

const commandLine = fileURLToPath(new URL('../dist/host/grantbench.js', import.meta.url));

/** A token that nobody signed, whose longest claim has this many characters. */
function tokenOf(characters: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: 'https://login.example.com', sub: 'alice', exp: 4_000_000_000, filling: 'y'.repeat(characters) };
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${'A'.repeat(43)}`;
}

/** Puts a text where another stood, as pasting does, and gives the milliseconds until its claims are drawn. */
function paste(page: Page, text: string): Promise<number> {
  return page.evaluate(async (pasted) => {
    const content = document.querySelector<HTMLElement>('.cm-content');
    if (content === null) throw new Error('There is no editor');
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const reading = () => document.querySelector('[aria-label="Reading"]')?.textContent ?? '';
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const start = performance.now();
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    while (!reading().includes('yyyyyyyyyyyyyyyy')) await drawn();
    await drawn();
    return performance.now() - start;
  }, text);
}

/** What Chromium notes of one task of one thread; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** What the thread itself worked, without the time other programs had the processor. */
  readonly tdur?: number;
}

/**
 * Types into what stands in the editor.
 *
 * @returns the longest task of the page's main thread, in milliseconds of its own processor time: how long a
 *   keystroke can have waited, whatever else the machine does
 */
async function longestTask(browser: Browser, page: Page): Promise<number> {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(500);
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  for (let count = 0; count < KEYSTROKES; count += 1) {
    await page.keyboard.type('a');
    await page.waitForTimeout(PAUSE_MS);
  }
  await page.waitForTimeout(300);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] };
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && mainThreads.has(`${pid} ${tid}`));
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}

async function inspectorRows(browser: Browser, page: Page): Promise<Row[]> {
  const big = tokenOf(780_000);
  const small = tokenOf(900);
  const pastes: number[] = [];
  const blocks = { small: [] as number[], big: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('heading', { name: 'Paste a token' }).waitFor();
    pastes.push(await paste(page, big));
    blocks.big.push(await longestTask(browser, page));
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('heading', { name: 'Paste a token' }).waitFor();
    await paste(page, small);
    blocks.small.push(await longestTask(browser, page));
  }
  const row = (what: string, values: readonly number[], aim: number): Row => ({
    what,
    measured: `${milliseconds(median(values))} (best ${milliseconds(Math.min(...values))})`,
    ratio: '',
    aim: `under ${aim} ms`,
    met: median(values) < aim,
  });
  return [
    row(`a token of ${(big.length / 1_000_000).toFixed(2)} MB, pasted until its claims are drawn`, pastes, PASTE_AIM_MS),
    row(`typing in a token of ${(small.length / 1_000).toFixed(1)} kB, longest task`, blocks.small, BLOCK_AIM_MS),
    row(`typing in a token of ${(big.length / 1_000_000).toFixed(2)} MB, longest task`, blocks.big, BLOCK_AIM_MS),
  ];
}

/** The inspector in a real browser: how soon a large token is on the screen, and how long a keystroke waits. */
export async function measure(): Promise<Row[]> {
  if (!existsSync(commandLine)) return [notMeasured('the inspector', 'dist is not built (npm run build)')];
  const executablePath = findChromium();
  if (executablePath === null) return [notMeasured('the inspector', 'there is no Chromium')];
  const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
  try {
    return await withServe(async (url) => {
      const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
      await page.goto(url);
      await page.getByRole('button', { name: 'Paste a token' }).click();
      await page.getByRole('button', { name: 'Try a sample token' }).click();
      await page.getByRole('heading', { name: 'Signature' }).waitFor();
      return inspectorRows(browser, page);
    });
  } finally {
    await browser.close();
  }
}
