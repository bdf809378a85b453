import type { EventName, Reply } from './contract.ts';

/**
 * What a screen gets from its host, whichever it is: one way to call, one way to listen. Names and
 * data only, so that a new method or event changes neither the preload nor the HTTP bridge.
 */
export interface Bridge {
  invoke(name: string, input: unknown): Promise<Reply<unknown>>;
  /** @returns a function that stops listening. */
  on(listener: (name: EventName, payload: unknown) => void): () => void;
}
