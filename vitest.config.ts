import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { LongestTestsFirst } from './scripts/longest-tests-first.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The threads and processes of the product start from their built files where the whole test command has just
 * built them: as sources, each start reads dozens of modules anew.
 */
const builtPrograms: Plugin = {
  name: 'built-programs',
  transform(code, id) {
    if (!/\/(?:run-worker|process-keychain|start-playground)\.ts$/.test(id)) return null;
    return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(at('./dist/host/beside.js')).href));
  },
};

/** The folders of `test/` are the proofs; each mirrors the source tree. Browser tests are Playwright's. */
const proofs = ['unit', 'contract', 'integration', 'security'];

export default defineConfig({
  plugins: process.env.GRANTBENCH_TEST_BUILT === '1' ? [builtPrograms] : [],
  resolve: { alias: { electron: at('./test/fixtures/electron/electron.ts') } },
  test: {
    include: proofs.map((proof) => `test/${proof}/**/*.test.{ts,tsx}`),
    environment: 'node',
    pool: 'forks',
    // No file needs a process of its own: importing the product and its libraries anew for each cost more than the tests.
    isolate: false,
    // Most tests wait for sockets and processes: one more than the cores of a small machine keeps them busy.
    maxWorkers: 3,
    sequence: { sequencer: LongestTestsFirst },
    globalSetup: [at('./test/integration/storage/build-programs.ts')],
    setupFiles: [at('./test/seeded-properties.ts')],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
