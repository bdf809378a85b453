import Conf from 'conf';
import { openPorts } from '../../node/open-ports.ts';
import { createPlayground } from '../../playground/start-playground.ts';
import type { Emit } from '../../shared/contract/contract.ts';
import { dispatch } from '../../shared/contract/dispatch.ts';
import { createWorkbench } from '../../shared/workbench/create-workbench.ts';
import { createScreen, type Screen } from './screen.ts';

/** A workbench as the hosts put it together, called through `dispatch`. */
export interface WorkbenchInProcess {
  readonly screen: Screen;
  close(): Promise<void>;
}

/** Opens one over real stores in that folder. */
export function openWorkbench(folder: string): WorkbenchInProcess {
  const ports = openPorts({ folder, Store: Conf, browser: null, playground: createPlayground({ folder }) });
  const emit: Emit = (name, payload) => screen.hear(name, payload);
  const capabilities = { opensBrowser: false, ownScheme: false, signInWindow: false, nativeMenu: false, commandKey: 'Ctrl' } as const;
  const workbench = createWorkbench(ports, { version: 'test', capabilities, dataFolder: folder }, emit);
  const screen = createScreen((method, input) =>
    dispatch(workbench.handlers, method, input, (failed, { code }) => ports.log.write('warn', 'call.failed', { method: failed, code })),
  );
  return {
    screen,
    async close() {
      await workbench.close();
      await Promise.all([ports.redirect.close(), ports.http.close(), ports.runs.close(), ports.playground.stop()]);
    },
  };
}
