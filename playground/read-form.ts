import type { IncomingMessage } from 'node:http';

/** Bytes a form of the playground may have. */
const FORM_LIMIT = 16_384;

/** The fields of a posted form; null when it is too large. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > FORM_LIMIT) return null;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
