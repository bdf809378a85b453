/**
 * `npm run pictures`: makes the pictures of the README and the guide with the real workbench, the
 * real playground and a real sign-in, in both themes. Run after `npm run build`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from './find-chromium.ts';
import { withPrivateKeychain } from './private-keychain.ts';

const commandLine = fileURLToPath(new URL('../dist/host/grantbench.js', import.meta.url));
const pictures = fileURLToPath(new URL('../docs/pictures', import.meta.url));

async function launchAddress(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) return (JSON.parse(line) as { url: string }).url;
  throw new Error('grantbench serve ended before it was ready');
}

/** Runs the code flow once: the sign-in page opens in a tab of its own and closes with the redirect. */
async function runWebApp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the playground' }).click();
  await page.getByText('Web app with PKCE').first().click();
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: /^Run/ }).click();
  const browser = await opened;
  await browser.getByRole('button', { name: 'Sign in' }).click();
  await browser.getByRole('button', { name: 'Allow' }).click();
  await browser.waitForURL(/\/done\//);
  await browser.close();
  await page.getByText('signature valid').first().waitFor();
}

await withPrivateKeychain(async (keychain) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'grantbench-pictures-'));
  const host = spawn(process.execPath, [commandLine, 'serve', '--json', '--no-open', '--data-dir', dataFolder], {
    env: keychain.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath !== null && { executablePath }), args: chromiumArguments() });
  try {
    mkdirSync(pictures, { recursive: true });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    await page.goto(await launchAddress(host.stdout));
    await runWebApp(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictures, `workbench-${colorScheme}.png`) });
    }
  } finally {
    await browser.close();
    host.kill('SIGINT');
    rmSync(dataFolder, { recursive: true, force: true });
  }
});
