import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** One project per proof; `test/` mirrors the source tree inside each. Browser tests are Playwright's. */
const project = (name: string) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], environment: 'node' as const },
});

export default defineConfig({
  resolve: { alias: { electron: fileURLToPath(new URL('./test/fixtures/electron/electron.ts', import.meta.url)) } },
  test: {
    pool: 'forks',
    // No file needs a process of its own: importing the product and its libraries anew for each cost more than the tests.
    isolate: false,
    // Most tests wait for sockets and processes: one more than the cores of a small machine keeps them busy.
    maxWorkers: 3,
    setupFiles: [fileURLToPath(new URL('./test/seeded-properties.ts', import.meta.url))],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [project('unit'), project('contract'), project('integration'), project('security')],
  },
});
