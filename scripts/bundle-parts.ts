import { join } from 'node:path';
import { normalizePath, type Rolldown } from 'vite';

type Group = NonNullable<Exclude<Rolldown.OutputOptions['codeSplitting'], boolean | undefined>['groups']>[number];
type Modules = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/** A file of a bundle: a module, and what it imports. */
interface Part {
  readonly name: string;
  /** Path from the root. */
  readonly entry: string;
}

/** What is loaded together, from what everything needs on: a module stands in the first part that reaches it. */
export const commandLine: readonly Part[] = [
  { name: 'program', entry: 'cli/program.ts' },
  { name: 'inspector', entry: 'cli/inspect/run-inspect.ts' },
  { name: 'decrypt', entry: 'shared/inspector/decrypt-token.ts' },
  { name: 'http', entry: 'node/http/undici-http-port.ts' },
  { name: 'token', entry: 'cli/token/run-token.ts' },
];

/** All of the first screen; what is behind it is loaded when it is opened. */
export const screens: readonly Part[] = [{ name: 'workbench', entry: 'renderer/main.tsx' }];

/**
 * How a program is cut into files (docs/adr/0011). Left to itself the bundler makes a file of the modules that
 * the same parts share: 65 of them for `grantbench token`, 58 for the first screen, and each takes its time to
 * be found, sent and linked.
 *
 * @param root absolute folder of the sources
 * @throws Error where a part begins with a module that is not there
 */
export function bundleParts(root: string, parts: readonly Part[]): Group[] {
  return parts.map(({ name, entry }, place) => {
    let reached: ReadonlySet<string> | null = null;
    return {
      debugName: name,
      priority: parts.length - place,
      name: (id, modules) => {
        reached ??= reachedFrom(normalizePath(join(root, entry)), modules);
        return reached.has(id) ? name : null;
      },
    };
  });
}

/** The module and all it imports statically: what is loaded before the first line of it runs. */
function reachedFrom(entry: string, modules: Modules): ReadonlySet<string> {
  if (modules.getModuleInfo(entry) === null) throw new Error(`There is no ${entry} in this program: mend the table of its parts.`);
  const reached = new Set<string>();
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return reached;
}
