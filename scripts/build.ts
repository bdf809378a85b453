/**
 * Builds everything that runs: the renderer, the Electron main and preload, the command line, the
 * workers. Flat in dist/host, so that a worker always stands beside its starter: one file per program, but
 * for the command line, which loads what a command needs (docs/adr/0011).
 */
import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { bundleParts, commandLine } from './bundle-parts.ts';
import { refuseIdleImports } from './refuse-idle-imports.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** Modules that stay outside the bundles: Electron is the host itself, keytar loads a native addon. */
const external = ['electron', 'keytar'];

const programs = [
  { name: 'grantbench', entry: 'cli/grantbench.ts', format: 'es' },
  { name: 'run-store-worker', entry: 'node/runs/run-store-worker.ts', format: 'es' },
  { name: 'keychain-process', entry: 'node/keychain/keychain-process.ts', format: 'es' },
  { name: 'playground-worker', entry: 'playground/playground-worker.ts', format: 'es' },
  { name: 'main', entry: 'electron/main.ts', format: 'es' },
  { name: 'preload', entry: 'electron/preload.ts', format: 'cjs' },
] as const;

function hostConfig(program: (typeof programs)[number]): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    define: { __GRANTBENCH_VERSION__: JSON.stringify(version) },
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir: join(root, 'dist/host'),
      emptyOutDir: false,
      target: 'node24',
      minify: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [program.name]: join(root, program.entry) },
        external,
        onLog: refuseIdleImports,
        // depd, below oidc-provider, wraps deprecated functions with a direct eval. It runs in the playground's worker only.
        checks: { eval: false },
        // oidc-provider names what it stores after its classes, and Error.name after theirs.
        output: {
          keepNames: true,
          format: program.format,
          entryFileNames: program.format === 'cjs' ? '[name].cjs' : '[name].js',
          codeSplitting: program.name === 'grantbench' && { groups: bundleParts(root, commandLine) },
          chunkFileNames: 'grantbench-[name].js',
        },
      },
    },
  };
}

/**
 * Puts the command among the installed ones, so that `npx grantbench` finds it there. npm links the
 * commands of dependencies only. A `bin` in our own package.json is no way either: npx would install
 * this folder into its cache, and build it, before each first run.
 */
function linkCommandLine(file: string): void {
  chmodSync(file, 0o755);
  const link = join(root, 'node_modules/.bin/grantbench');
  rmSync(link, { force: true });
  if (process.platform === 'win32') writeFileSync(`${link}.cmd`, '@node "%~dp0..\\..\\dist\\host\\grantbench.js" %*\r\n');
  else symlinkSync('../../dist/host/grantbench.js', link);
}

await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
rmSync(join(root, 'dist/host'), { recursive: true, force: true });
for (const program of programs) await build(hostConfig(program));

linkCommandLine(join(root, 'dist/host/grantbench.js'));
console.log(`Built Grantbench ${version}.`);
