import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '../shared/ports.ts';

/** The system's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** The system's cryptographic random source. */
export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };
