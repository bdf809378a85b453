import { create } from 'zustand';
import type { HostFacts } from '../../shared/model/host-facts.ts';
import type { Connection } from '../host/host.ts';

interface HostState {
  readonly connection: Connection;
  /** Null until the host has described itself. */
  readonly facts: HostFacts | null;
}

/** Who serves this screen, what it can do, and whether it is there. */
export const hostState = create<HostState>(() => ({ connection: { state: 'connecting' }, facts: null }));
