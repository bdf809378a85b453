import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { type PrivateKeychain, withPrivateKeychain } from '../../scripts/private-keychain.ts';

const commandLine = fileURLToPath(new URL('../../dist/host/grantbench.js', import.meta.url));

/** A running `grantbench serve` with a data folder of its own; nothing in it is seeded. */
export interface Host {
  readonly dataFolder: string;
  readonly keychain: PrivateKeychain;
  /** Goes to the workbench with the launch address of the running host. */
  open(page: Page): Promise<void>;
  /** Ends the host as a user does (Ctrl+C) and starts it again over the same data. */
  restart(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

async function serve(dataFolder: string, env: Readonly<NodeJS.ProcessEnv>): Promise<Running> {
  const child = spawn(process.execPath, [commandLine, 'serve', '--json', '--no-open', '--data-dir', dataFolder], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('grantbench serve has no standard output');
  for await (const line of createInterface({ input: child.stdout })) return { child, url: (JSON.parse(line) as { url: string }).url };
  throw new Error('grantbench serve ended before it was ready');
}

async function stop({ child }: Running): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}

interface Fixtures {
  /** For a test that locks or stops its keychain; the others of a worker share one, in which each has its own items. */
  ownKeychain: boolean;
  host: Host;
  /** Fails a test whose page reported a violation of its Content Security Policy, or an error nobody caught. */
  cleanPage: undefined;
}

interface WorkerFixtures {
  sharedKeychain: PrivateKeychain;
}

async function withHost(keychain: PrivateKeychain, use: (host: Host) => Promise<void>): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'grantbench-e2e-'));
  let running = await serve(dataFolder, keychain.env);
  try {
    await use({
      dataFolder,
      keychain,
      open: async (page) => {
        await page.goto(running.url);
      },
      restart: async () => {
        await stop(running);
        running = await serve(dataFolder, keychain.env);
      },
    });
  } finally {
    await stop(running);
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Also for tests without a host: Playwright keeps those with other fixtures for other workers, and these for the end. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  ownKeychain: [false, { option: true }],
  sharedKeychain: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => withPrivateKeychain(use),
    { scope: 'worker' },
  ],
  host: async ({ ownKeychain, sharedKeychain }, use) => {
    if (ownKeychain) await withPrivateKeychain((keychain) => withHost(keychain, use));
    else await withHost(sharedKeychain, use);
  },
  cleanPage: [
    async ({ page }, use) => {
      const problems: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && /content.security.policy|refused to/i.test(message.text())) problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(error.message));
      await use(undefined);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
