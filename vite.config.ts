import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { bundleParts, screens } from './scripts/bundle-parts.ts';
import { refuseIdleImports } from './scripts/refuse-idle-imports.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** The renderer. The host bundles (main, preload, command line, workers) are built by scripts/build.ts. */
export default defineConfig({
  root: join(root, 'renderer'),
  base: '/',
  plugins: [react()],
  define: { __GRANTBENCH_VERSION__: JSON.stringify(version) },
  build: {
    outDir: join(root, 'dist/renderer'),
    emptyOutDir: true,
    target: 'chrome146',
    assetsInlineLimit: 0,
    // A module preload shim would be an inline script of its own; every browser we run in preloads natively.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    reportCompressedSize: false,
    rolldownOptions: { onLog: refuseIdleImports, output: { codeSplitting: { groups: bundleParts(root, screens) } } },
  },
});
