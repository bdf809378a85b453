import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { bundled, programs } from './program-file.ts';

/** As in the build of the product: keytar loads a native addon. */
const external = ['keytar', 'electron'];
const host = fileURLToPath(new URL('../../../dist/host/', import.meta.url));

/**
 * Bundles the programs of the storage tests where the product was just built: they are started fifty times, and as
 * sources each start spends most of its time on reading a hundred modules. The threads and processes that they start
 * themselves are the product's own.
 */
export async function setup(): Promise<void> {
  if (process.env.GRANTBENCH_TEST_BUILT !== '1') return;
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir: bundled,
      emptyOutDir: true,
      target: 'node24',
      // Flat, so that what they start stands beside whatever starts it.
      rolldownOptions: { input: [...programs], external, output: { chunkFileNames: '[name].js' } },
    },
  });
  for (const name of ['run-store-worker.js', 'keychain-process.js']) copyFileSync(join(host, name), join(bundled, name));
}
