import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sourceOf = (name: string) => fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));

/** Where the bundled ones are; below `node_modules`, so that they find keytar and nobody packs them. */
export const bundled = fileURLToPath(new URL('../../../node_modules/.cache/test-programs', import.meta.url));

/** The sources of those that are started often. */
export const programs = ['run-read', 'run-writer', 'secrets', 'workspace-writer'].map(sourceOf);

/** The file of a program in the folder beside this one, to be run by Node. */
export function programFile(name: string): string {
  const source = sourceOf(name);
  return process.env.GRANTBENCH_TEST_BUILT === '1' && programs.includes(source) ? join(bundled, `${name}.js`) : source;
}
