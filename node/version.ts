import { createRequire } from 'node:module';

declare const __GRANTBENCH_VERSION__: string | undefined;

/** Version of this Grantbench: written in by the build, read from package.json when run from source. */
export const version: string =
  typeof __GRANTBENCH_VERSION__ === 'string'
    ? __GRANTBENCH_VERSION__
    : (createRequire(import.meta.url)('../package.json') as { version: string }).version;
