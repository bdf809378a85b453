import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Below node_modules, so that keytar, which no bundle can hold, is found. */
const folder = join(root, 'node_modules/.cache/bench');

/**
 * Bundles programs as `scripts/build.ts` bundles the hosts, side by side in one folder: what starts from
 * sources spends its time on stripping types, which no user's program does.
 *
 * @returns the path of the first one
 */
export async function buildPrograms(entries: readonly [string, ...string[]]): Promise<string> {
  const nameOf = (entry: string) => entry.slice(entry.lastIndexOf('/') + 1).replace(/\.ts$/, '');
  for (const entry of entries) {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      define: { __GRANTBENCH_VERSION__: JSON.stringify('bench') },
      ssr: { noExternal: true, external: ['keytar'] },
      build: {
        ssr: true,
        outDir: folder,
        emptyOutDir: false,
        target: 'node24',
        minify: true,
        reportCompressedSize: false,
        rolldownOptions: {
          input: { [nameOf(entry)]: join(root, entry) },
          external: ['keytar'],
          output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
        },
      },
    });
  }
  return join(folder, `${nameOf(entries[0])}.js`);
}
