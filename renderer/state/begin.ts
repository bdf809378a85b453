import { asAppError } from '../../shared/errors.ts';
import { connectHost, host } from '../host/host.ts';
import { refreshRecentRuns } from './history-summary-state.ts';
import { hostState } from './host-state.ts';
import { followPlayground, readPlayground } from './playground-state.ts';
import { catchUpRuns, followRuns } from './run-state.ts';
import { listSecrets } from './secret-state.ts';
import { flushEdits, readWorkspace, take } from './workspace-state.ts';

/** Connects to the host and keeps the screen's state in step with it. Called once. */
export async function begin(): Promise<void> {
  host.on('workspace.changed', ({ workspace }) => take(workspace));
  host.on('keychain.changed', ({ keychain, history }) => {
    hostState.setState(({ facts }) => (facts === null ? {} : { facts: { ...facts, keychain, history } }));
    void listSecrets();
    void refreshRecentRuns();
  });
  host.on('notice.changed', ({ notices }) => hostState.setState(({ facts }) => (facts === null ? {} : { facts: { ...facts, notices } })));
  host.on('run.finished', () => void refreshRecentRuns());
  followRuns();
  followPlayground();
  // The last words of a page that is closed: an edit made less than a moment ago.
  addEventListener('pagehide', () => void flushEdits());
  await connectHost((connection) => {
    hostState.setState({ connection });
    if (connection.state === 'connected') void readEverything();
  });
}

/** Reads the state anew: at the start, and after every time events may have been missed. */
async function readEverything(): Promise<void> {
  try {
    // What was typed while the host was away goes first.
    await flushEdits();
    const [facts] = await Promise.all([host.invoke('host.describe', {}), readWorkspace()]);
    hostState.setState({ facts });
    await Promise.allSettled([readPlayground(), refreshRecentRuns(), listSecrets(), catchUpRuns()]);
  } catch (thrown) {
    const error = asAppError(thrown).toData();
    // A lost connection is told by the stream, which also brings it back.
    if (error.code !== 'CONTRACT_DISCONNECTED') hostState.setState({ problem: error });
  }
}
