import { createHash, timingSafeEqual } from 'node:crypto';
import type { ArmRedirect, RedirectHit } from '../../shared/ports.ts';

/** One run that waits for its redirect at a listener. */
export interface Expectation {
  readonly path: string;
  readonly mode: ArmRedirect['responseMode'];
  readonly judge: ArmRedirect['judge'];
  readonly stray: ArmRedirect['stray'];
  /** Whether this is the state the run sent, found out in constant time. Always false without a state. */
  knows(state: string): boolean;
  /** Null state: every redirect on the port is this run's. */
  readonly claimsPort: boolean;
  /** Whether its one redirect has arrived. */
  settled: boolean;
  deliver(hit: RedirectHit): void;
}

/** @param deliver Called once, with the run's redirect. */
export function createExpectation(options: ArmRedirect, path: string, deliver: (hit: RedirectHit) => void): Expectation {
  const expected = options.state === null ? null : digest(options.state);
  return {
    path,
    mode: options.responseMode,
    judge: options.judge,
    stray: options.stray,
    knows: (state) => expected !== null && timingSafeEqual(expected, digest(state)),
    claimsPort: expected === null,
    settled: false,
    deliver,
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
