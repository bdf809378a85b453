import { defineConfig } from '@playwright/test';

/** The desktop suite: one Electron at a time, since a single-instance program refuses a second one. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/desktop*.spec.ts',
  outputDir: 'test-results/desktop',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
