import type { Handlers } from '../contract/contract.ts';
import { historyProblem, type WorkbenchContext } from './workbench-context.ts';

type HostHandlers = Pick<Handlers, 'host.describe' | 'notice.dismiss' | 'workspace.read' | 'keychain.probe' | 'keychain.useMemory'>;

/** What the host is and how its stores are. */
export function hostHandlers({ ports, host, probeKeychain, tellKeychain }: WorkbenchContext): HostHandlers {
  return {
    'host.describe': async () => {
      const [keychain, history] = await Promise.all([
        probeKeychain(),
        historyProblem(ports),
        // Opening the file is what finds it damaged; a file that cannot be read is told by workspace.read.
        ports.workspace.read().catch(() => null),
      ]);
      return { ...host, keychain, history, notices: ports.workspace.notices() };
    },
    'notice.dismiss': async () => {
      await ports.workspace.dismissNotices();
      return null;
    },
    'workspace.read': () => ports.workspace.read(),
    'keychain.probe': () => tellKeychain(true),
    'keychain.useMemory': () => {
      ports.secrets.useMemory();
      return tellKeychain();
    },
  };
}
