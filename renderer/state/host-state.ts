import { create } from 'zustand';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { HostFacts } from '../../shared/model/host-facts.ts';
import type { Connection } from '../host/host.ts';

interface HostState {
  readonly connection: Connection;
  /** Null until the host has described itself. */
  readonly facts: HostFacts | null;
  /** Why the screen could not read its state. */
  readonly problem: AppErrorData | null;
}

/** Who serves this screen, what it can do, and whether it is there. */
export const hostState = create<HostState>(() => ({ connection: { state: 'connecting' }, facts: null, problem: null }));

/** `Ctrl` or `⌘`, as the user's keyboard has it. */
export function useCommandKey(): 'Ctrl' | '⌘' {
  return hostState((state) => state.facts?.capabilities.commandKey ?? 'Ctrl');
}
