import type { PlaygroundFacts, PlaygroundFault } from '../shared/model/playground.ts';

/** What the host tells the worker when it starts it. */
export interface PlaygroundOrder {
  readonly keysFile: string;
  /** Holds the last port; null where the port is fixed. */
  readonly portFile: string | null;
  /** 0 for the last one, or any. */
  readonly port: number;
  readonly faults: readonly PlaygroundFault[];
}

/** What the worker answers, once. */
export type PlaygroundReport = { readonly facts: PlaygroundFacts } | { readonly problem: string };
