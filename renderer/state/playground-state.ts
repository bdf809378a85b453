import { create } from 'zustand';
import { asAppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { PlaygroundFacts, PlaygroundFault } from '../../shared/model/playground.ts';
import { host } from '../host/host.ts';
import { listSecrets } from './secret-state.ts';
import { take } from './workspace-state.ts';

interface PlaygroundState {
  readonly running: PlaygroundFacts | null;
  /** What is being done to it right now. */
  readonly busy: 'starting' | 'stopping' | null;
  readonly problem: AppErrorData | null;
}

export const playgroundState = create<PlaygroundState>(() => ({ running: null, busy: null, problem: null }));

export function followPlayground(): void {
  host.on('playground.changed', ({ running }) => playgroundState.setState({ running }));
}

export async function readPlayground(): Promise<void> {
  playgroundState.setState({ running: (await host.invoke('playground.read', {})).running });
}

async function whileBusy(busy: 'starting' | 'stopping', work: () => Promise<void>): Promise<void> {
  playgroundState.setState({ busy, problem: null });
  try {
    await work();
  } catch (thrown) {
    playgroundState.setState({ problem: asAppError(thrown).toData() });
  } finally {
    playgroundState.setState({ busy: null });
  }
}

/** @param faults how it shall misbehave; absent: as it does already, or not at all */
export function startPlayground(faults?: readonly PlaygroundFault[]): Promise<void> {
  return whileBusy('starting', async () => {
    const input = faults === undefined ? {} : { faults: [...faults] };
    playgroundState.setState({ running: await host.invoke('playground.start', input) });
  });
}

export function stopPlayground(): Promise<void> {
  return whileBusy('stopping', async () => {
    await host.invoke('playground.stop', {});
    playgroundState.setState({ running: null });
  });
}

/** Adds one ready profile for each of the playground's clients, and selects the first. */
export function addPlaygroundProfiles(select: (id: string) => void): Promise<void> {
  return whileBusy('starting', async () => {
    const { workspace, ids } = await host.invoke('playground.addProfiles', {});
    take(workspace);
    const [first] = ids;
    if (first !== undefined) select(first);
    await Promise.all([readPlayground(), listSecrets()]);
  });
}
