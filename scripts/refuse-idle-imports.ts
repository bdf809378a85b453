import type { Rolldown } from 'vite';

/**
 * Fails a build in which a dynamic import does nothing, since the same bundle has that module anyway: it only makes its
 * reader believe that something is loaded late. All other logs go their way.
 */
export const refuseIdleImports: Rolldown.InputOptions['onLog'] = (level, log, handle) => {
  if (log.code === 'INEFFECTIVE_DYNAMIC_IMPORT') throw new Error(log.message);
  handle(level, log);
};
