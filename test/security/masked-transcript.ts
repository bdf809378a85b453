import type { Reply } from '../../shared/contract/contract.ts';
import type { CanaryScanner } from './find-canaries.ts';

/** The methods that exist to give out what is hidden. Everything else is a masked view. */
const revealing: ReadonlySet<string> = new Set([
  'secret.reveal',
  'exchange.reveal',
  'authorization.open',
  'token.reveal',
  'capture.reveal',
]);

/** Everything a screen was told without having asked to see a secret. */
export interface MaskedTranscript {
  readonly entries: { readonly from: string; readonly text: string }[];
  reply(method: string, reply: Reply<unknown>): void;
  event(name: string, payload: unknown): void;
  /** What a browser or a terminal showed. */
  shown(what: string, text: string): void;
}

/** An empty transcript. */
export function maskedTranscript(): MaskedTranscript {
  const entries: { from: string; text: string }[] = [];
  return {
    entries,
    reply(method, reply) {
      // A refusal of theirs reveals nothing: it is as masked as any other.
      if (revealing.has(method) && reply.ok) return;
      entries.push({ from: `reply of ${method}`, text: JSON.stringify(reply) });
    },
    event: (name, payload) => void entries.push({ from: `event ${name}`, text: JSON.stringify(payload) }),
    shown: (what, text) => void entries.push({ from: what, text }),
  };
}

/** What the scanner sees in a transcript: each kind of sighting once, with the place. */
export function sightingsInTranscript(scanner: CanaryScanner, { entries }: MaskedTranscript): string[] {
  const seen = new Map<string, string>();
  for (const { from, text } of entries) {
    for (const { kind, spelling, context } of scanner.find(text)) {
      const what = `${from}: ${kind} (${spelling})`;
      if (!seen.has(what)) seen.set(what, `${what}: ${context}`);
    }
  }
  return [...seen.values()];
}
