import { createHash, timingSafeEqual } from 'node:crypto';
import type { ArmRedirect, RedirectHit } from '../../shared/ports.ts';

/** One run that waits for its redirect at a listener. */
export interface Expectation {
  readonly path: string;
  mode: ArmRedirect['responseMode'];
  readonly judge: ArmRedirect['judge'];
  readonly stray: ArmRedirect['stray'];
  readonly distrusted: NonNullable<ArmRedirect['distrusted']>;
  /** Whether this is the state the run sent, found out in constant time. Always false without a state. */
  knows(state: string): boolean;
  /** Null state: every redirect at its place is this run's. */
  readonly claimsPort: boolean;
  /** From now on the redirect comes with this, and in this way. */
  change(expected: Pick<ArmRedirect, 'responseMode' | 'state'>): void;
  /** Whether its one redirect has arrived. */
  settled: boolean;
  deliver(hit: RedirectHit): void;
}

/** @param deliver Called once, with the run's redirect. */
export function createExpectation(options: ArmRedirect, path: string, deliver: (hit: RedirectHit) => void): Expectation {
  const digestOf = (state: string | null) => (state === null ? null : digest(state));
  let expected = digestOf(options.state);
  return {
    path,
    mode: options.responseMode,
    judge: options.judge,
    stray: options.stray,
    distrusted: () => options.distrusted?.(),
    knows: (state) => expected !== null && timingSafeEqual(expected, digest(state)),
    get claimsPort() {
      return expected === null;
    },
    change({ state, responseMode }) {
      expected = digestOf(state);
      this.mode = responseMode;
    },
    settled: false,
    deliver,
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
