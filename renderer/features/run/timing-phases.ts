import type { Timings } from '../../../shared/model/exchange.ts';

/** One phase of an exchange. */
interface TimingPhase {
  readonly name: 'dns' | 'connect' | 'proxy' | 'tls' | 'firstByte' | 'rest';
  readonly words: string;
  readonly ms: number;
}

/** The phases that happened, in their order; what is left of the total is reading the answer. Milliseconds. */
export function timingPhases({ dns, connect, proxy, tls, firstByte, total }: Timings): TimingPhase[] {
  const named = [
    { name: 'dns', words: 'DNS', ms: dns },
    { name: 'connect', words: 'connect', ms: connect },
    { name: 'proxy', words: 'proxy', ms: proxy },
    { name: 'tls', words: 'TLS', ms: tls },
    { name: 'firstByte', words: 'first byte', ms: firstByte },
  ] as const;
  const happened = named.flatMap(({ ms, ...phase }): TimingPhase[] => (ms === null ? [] : [{ ...phase, ms }]));
  const spent = happened.reduce((sum, { ms }) => sum + ms, 0);
  const rest = total - spent;
  return rest > 0 ? [...happened, { name: 'rest', words: firstByte === null ? 'rest' : 'content', ms: rest }] : happened;
}
