import type { Emit, Handlers } from '../contract/contract.ts';
import type { Ports } from '../ports.ts';
import { endpointHandlers } from './endpoint-handlers.ts';
import { environmentHandlers } from './environment-handlers.ts';
import { grantHandlers } from './grant-handlers.ts';
import { createRunHistory } from './history.ts';
import { historyHandlers } from './history-handlers.ts';
import { hostHandlers } from './host-handlers.ts';
import { playgroundHandlers } from './playground-handlers.ts';
import { presetHandlers } from './preset-handlers.ts';
import { profileHandlers } from './profile-handlers.ts';
import { secretHandlers } from './secret-handlers.ts';
import { serverHandlers } from './server-handlers.ts';
import { type LiveRuns, trackRuns } from './track-runs.ts';
import { createContext, type HostDescription } from './workbench-context.ts';

export interface Workbench {
  /** For `dispatch`, which parses what comes from a screen. */
  readonly handlers: Handlers;
  /** Cancels the runs under way and waits until they and what is left to store are done. The ports stay open. */
  close(): Promise<void>;
}

/** Puts all use-cases together over the ports of one host. Once per host. */
export function createWorkbench(ports: Ports, host: HostDescription, emit: Emit): Workbench {
  const context = createContext(ports, host, emit);
  const history = createRunHistory(context);
  const live: LiveRuns = new Map();
  const closing = new AbortController();
  const track = trackRuns(context, history, live);

  return {
    handlers: {
      ...hostHandlers(context),
      ...profileHandlers(context),
      ...environmentHandlers(context),
      ...secretHandlers(context, history),
      ...presetHandlers(context),
      ...serverHandlers(context, closing.signal),
      ...grantHandlers(context, history, live, track),
      ...endpointHandlers(context, history, track),
      ...historyHandlers(history, live),
      ...playgroundHandlers(context),
    },
    async close() {
      closing.abort();
      for (const run of live.values()) run.cancel();
      await context.settled();
    },
  };
}
