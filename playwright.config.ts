import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './scripts/find-chromium.ts';

const executablePath = findChromium() ?? undefined;

/**
 * The screens, in a real Chromium against the real `grantbench serve`. Each test starts a host of
 * its own with a data folder of its own (test/e2e/host-fixture.ts). The desktop suite is apart:
 * scripts/test-desktop.ts.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  testIgnore: '**/desktop*.spec.ts',
  outputDir: 'test-results/playwright',
  fullyParallel: true,
  // A browser test waits a good part of its time: one more than the cores of a small machine keeps them busy.
  workers: 3,
  retries: 0,
  // Limits for what hangs; how long things take is for `npm run bench` to say.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: { ...(executablePath !== undefined && { executablePath }), args: chromiumArguments() },
    // A trace of every test costs a quarter of the processor; whoever looks for a fault adds `--trace on`.
    trace: 'off',
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
  },
});
