import type { IncomingMessage } from 'node:http';
import { AppError } from '../../shared/errors.ts';
import { LONG_TEXT } from '../../shared/model/text-limits.ts';

/** Bytes one call may have: the longest text the contract takes, in its longest JSON spelling, and room around it. */
export const MAX_CALL_BYTES = 6 * LONG_TEXT + 1_048_576;

/** A call as it came: unknown until `dispatch` has looked at it. */
export interface Call {
  readonly method: unknown;
  readonly input: unknown;
}

/**
 * Reads one `{ "method", "input" }` from the body.
 *
 * @throws AppError `CONTRACT_INVALID_INPUT`, `INPUT_TOO_LARGE`
 */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(type)) throw invalid('Content-Type must be application/json');
  const bytes = await readBytes(request);
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalid('the body is not JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('the body is not an object');
  const { method, input, ...others } = body as Record<string, unknown>;
  if (Object.keys(others).length > 0 || input === undefined) throw invalid('the body must have method and input, and nothing else');
  return { method, input };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_CALL_BYTES) chunks.push(chunk);
    // Read on for a while without keeping it: a caller cut off while it still sends never sees the answer.
    else if (size > 8 * MAX_CALL_BYTES) break;
  }
  if (size > MAX_CALL_BYTES) throw new AppError('INPUT_TOO_LARGE');
  return Buffer.concat(chunks);
}

function invalid(reason: string): AppError {
  return new AppError('CONTRACT_INVALID_INPUT', { message: `The workbench got input of the wrong form: ${reason}.` });
}
