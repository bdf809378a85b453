import nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this system keeps what a program can make again. */
function cacheFolder(): string {
  const { env, platform } = process;
  switch (platform) {
    case 'win32':
      return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'Grantbench', 'Cache');
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'Grantbench');
    default:
      return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'Grantbench');
  }
}

/**
 * Lets Node keep the compiled form of our code. In the user's own folder and not, as by default, in
 * the temporary one: compiled code is run without a second look, and there others could put theirs.
 */
export function keepCompiledCode(): void {
  try {
    nodeModule.enableCompileCache(join(cacheFolder(), 'compiled'));
  } catch {
    // A user without a home, or an older Node without a cache: everything works, and starts a little slower.
  }
}
