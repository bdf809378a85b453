import { decryptToken } from '../../../shared/inspector/decrypt-token.ts';
import { makeToken } from '../../../shared/inspector/make-token.ts';
import { makeSample } from './make-sample.ts';
import { makeKey } from './new-key.ts';
import { readText } from './read-text.ts';
import { draftOf } from './token-draft.ts';
import { verifyWithGiven } from './verify-given.ts';

/** What the inspector's thread can be asked to do, by name. */
export const jobs = {
  read: readText,
  verify: verifyWithGiven,
  decrypt: decryptToken,
  draft: draftOf,
  make: makeToken,
  newKey: makeKey,
  sample: makeSample,
};

export type JobName = keyof typeof jobs;
export type JobInput<N extends JobName> = Parameters<(typeof jobs)[N]>[0];
export type JobOutput<N extends JobName> = Awaited<ReturnType<(typeof jobs)[N]>>;

/** One question to the thread. */
export interface JobRequest<N extends JobName> {
  readonly id: number;
  readonly name: N;
  readonly input: JobInput<N>;
}
