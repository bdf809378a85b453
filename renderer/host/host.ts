import type { Bridge } from '../../shared/contract/bridge.ts';
import type { EventName, EventPayload, MethodInput, MethodName, MethodOutput } from '../../shared/contract/contract.ts';
import { fromErrorData } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import { openHttpBridge } from './http-bridge.ts';

declare global {
  interface Window {
    /** Put there by the desktop's preload; absent in the browser host. */
    readonly grantbench?: Bridge;
  }
}

/** How the screen stands with its host. */
export type Connection =
  | { readonly state: 'connecting' | 'connected' }
  /** `lost` comes back by itself; `refused` needs a fresh address. */
  | { readonly state: 'lost' | 'refused'; readonly error: AppErrorData };

type Listener = (payload: never) => void;

let bridge: Bridge | null = null;
const listeners = new Map<EventName, Set<Listener>>();

/** The one way from the screen to its host. */
export const host = {
  /**
   * Calls a method of the contract.
   *
   * @throws AppError what the host answered, or `CONTRACT_DISCONNECTED`.
   */
  async invoke<M extends MethodName>(name: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
    if (bridge === null) throw new Error('The host is not connected yet');
    const reply = await bridge.invoke(name, input);
    if (!reply.ok) throw fromErrorData(reply.error);
    // Screen and host are built together from one contract; the host checks what comes in, not the screen what comes out.
    return reply.value as MethodOutput<M>;
  },

  /** Listens for an event of the contract. @returns a function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void {
    const set = listeners.get(event) ?? new Set();
    listeners.set(event, set);
    set.add(listener);
    return () => set.delete(listener);
  },
};

/**
 * Finds the host and begins to listen to it. `report` hears of every change; at each `connected` the
 * screen reads its state anew, since events may have been missed.
 */
export async function connectHost(report: (connection: Connection) => void): Promise<void> {
  bridge = window.grantbench ?? (await openHttpBridge(report));
  bridge?.on((name, payload) => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never);
  });
  if (window.grantbench !== undefined) report({ state: 'connected' });
}
