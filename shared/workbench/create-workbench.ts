import type { Emit, Handlers } from '../contract/contract.ts';
import type { Ports } from '../ports.ts';
import { captureHandlers } from './capture-handlers.ts';
import { createCaptureHits } from './capture-hits.ts';
import { endpointHandlers } from './endpoint-handlers.ts';
import { environmentHandlers } from './environment-handlers.ts';
import { grantHandlers } from './grant-handlers.ts';
import { createRunHistory } from './history.ts';
import { historyHandlers } from './history-handlers.ts';
import { hostHandlers } from './host-handlers.ts';
import { logoutHandlers } from './logout-handlers.ts';
import { pageHandlers } from './page-handlers.ts';
import { playgroundHandlers } from './playground-handlers.ts';
import { presetHandlers } from './preset-handlers.ts';
import { profileHandlers } from './profile-handlers.ts';
import { registrationHandlers } from './registration-handlers.ts';
import { replayHandlers } from './replay-handlers.ts';
import { secretHandlers } from './secret-handlers.ts';
import { serverHandlers } from './server-handlers.ts';
import { tokenHandlers } from './token-handlers.ts';
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
  const captures = createCaptureHits(context);
  const history = createRunHistory(context, captures.forget);
  const live: LiveRuns = new Map();
  const closing = new AbortController();
  const track = trackRuns(context, history, live);
  const capture = captureHandlers(context, captures, live);

  return {
    handlers: {
      ...hostHandlers(context),
      ...profileHandlers(context),
      ...environmentHandlers(context),
      ...secretHandlers(context, history),
      ...presetHandlers(context),
      ...serverHandlers(context, closing.signal),
      ...grantHandlers(context, history, live, track),
      ...pageHandlers(context, live),
      ...endpointHandlers(context, history, track),
      ...logoutHandlers(context, history, track),
      ...registrationHandlers(context, track),
      ...replayHandlers(context, history, track),
      ...historyHandlers(context, history, live),
      ...tokenHandlers(history),
      ...capture.handlers,
      ...playgroundHandlers(context),
    },
    async close() {
      closing.abort();
      for (const run of live.values()) run.cancel();
      await capture.close();
      await context.settled();
    },
  };
}
