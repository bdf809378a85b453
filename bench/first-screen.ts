import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from '@playwright/test';
import { chromiumArguments, findChromium } from '../scripts/find-chromium.ts';
import { milliseconds, notMeasured, type Row } from './row.ts';
import { median, timed } from './timing.ts';
import { withServe } from './with-serve.ts';

const SIZE_AIM = 300_000;
const SCREEN_AIM_MS = 1_000;
const VISITS = 7;

const renderer = fileURLToPath(new URL('../dist/renderer/', import.meta.url));
const commandLine = fileURLToPath(new URL('../dist/host/grantbench.js', import.meta.url));

/** What the browser must have before the first screen is there: the entry, and all it imports statically. */
function initialScripts(): string[] {
  const html = readFileSync(join(renderer, 'index.html'), 'utf8');
  const waiting = [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map(([, path = '']) => path);
  const found = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const code = readFileSync(join(renderer, path), 'utf8');
    for (const [, name] of code.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g))
      waiting.push(folder === '' ? `${name}` : `${folder}/${name}`);
  }
  return [...found];
}

function size(): Row {
  const scripts = initialScripts();
  const bytes = scripts.map((path) => gzipSync(readFileSync(join(renderer, path)), { level: 9 }).length).reduce((sum, one) => sum + one, 0);
  return {
    what: `initial JavaScript, gzip (${scripts.length} ${scripts.length === 1 ? 'file' : 'files'})`,
    measured: `${(bytes / 1_000).toFixed(1)} kB`,
    ratio: '',
    aim: `under ${SIZE_AIM / 1_000} kB`,
    met: bytes < SIZE_AIM,
  };
}

/** Milliseconds from asking for the page until something can be clicked and typed into. */
async function visit(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  try {
    const page = await context.newPage();
    return await timed(async () => {
      await page.goto(url, { waitUntil: 'commit' });
      await page.locator('button:enabled:visible, input:enabled:visible').first().waitFor({ timeout: 15_000 });
    });
  } finally {
    await context.close();
  }
}

async function firstScreen(executablePath: string): Promise<Row> {
  const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
  try {
    const times: number[] = [];
    // The launch address works once: every visit is a first start, with a host and data of its own.
    for (let index = 0; index < VISITS; index += 1) times.push(await withServe((url) => visit(browser, url)));
    const took = median(times);
    return {
      what: 'first usable screen, nothing cached',
      measured: milliseconds(took),
      ratio: '',
      aim: `under ${SCREEN_AIM_MS} ms`,
      met: took < SCREEN_AIM_MS,
    };
  } finally {
    await browser.close();
  }
}

/** What the browser has to load for the first screen, and how long that takes. */
export async function measure(): Promise<Row[]> {
  if (!existsSync(join(renderer, 'index.html')) || !existsSync(commandLine))
    return [notMeasured('first screen', 'dist is not built (npm run build)')];
  const chromiumPath = findChromium();
  if (chromiumPath === null) return [size(), notMeasured('first usable screen', 'there is no Chromium')];
  return [size(), await firstScreen(chromiumPath)];
}
