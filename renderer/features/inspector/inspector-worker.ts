import { asAppError } from '../../../shared/errors.ts';
import { type JobName, type JobRequest, jobs } from './jobs.ts';

/**
 * The thread that reads, verifies, decrypts and signs, so that typing never waits for it. It is told
 * what it needs for one job and keeps nothing of it.
 */
addEventListener('message', ({ data }: MessageEvent<JobRequest<JobName>>) => {
  void answer(data).then((reply) => postMessage(reply));
});

async function answer({ id, name, input }: JobRequest<JobName>): Promise<unknown> {
  try {
    // The sender's types tie name and input together; a union of functions cannot say so.
    const job = jobs[name] as (input: unknown) => unknown;
    return { id, ok: true, value: await job(input) };
  } catch (thrown) {
    return { id, ok: false, error: asAppError(thrown).toData() };
  }
}
