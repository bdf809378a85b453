import { decryptToken } from '../../../shared/inspector/decrypt-token.ts';
import { makeToken } from '../../../shared/inspector/make-token.ts';
import { makeSample } from './make-sample.ts';
import { makeKey } from './new-key.ts';
import { readText, type TextReading } from './read-text.ts';
import { draftOf } from './token-draft.ts';
import { verifyWithGiven } from './verify-given.ts';

/** What was read in a text. Where the token is the text itself it is left out: whoever asked has it, and a megabyte is much to hand over. */
async function read(input: Parameters<typeof readText>[0]): Promise<Omit<TextReading, 'token'> & { readonly token: string | null }> {
  const { token, ...rest } = await readText(input);
  return { ...rest, token: token === input.text ? null : token };
}

/** What the inspector's thread can be asked to do, by name. */
export const jobs = {
  read,
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
