import type { Transform } from 'node:stream';
import nodeZlib, { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** More codings than this stacked on one body are an attack, not an answer. */
const maxCodings = 4;

/** A body with its content coding undone. */
export interface DecodedBody {
  readonly body: Uint8Array;
  /** Whether decoding stopped at the limit (a decompression bomb); the body is its beginning. */
  readonly tooLarge: boolean;
  /** Whether the coded data ends before its end mark; the body is what could be decoded. */
  readonly cutShort: boolean;
}

/**
 * Undoes the `Content-Encoding`. Where it is unknown or the data is broken, the bytes are returned as they are.
 *
 * @param limit Bytes after which decoding stops.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4
 */
export async function decodeBody(wire: Uint8Array, contentEncoding: string, limit: number): Promise<DecodedBody> {
  const asReceived = { body: wire, tooLarge: false, cutShort: false };
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0 || codings.length > maxCodings || wire.length === 0) return asReceived;
  let decoded: DecodedBody = asReceived;
  for (const coding of codings.reverse()) {
    const next = await undo(coding, decoded, limit);
    if (next === null) return asReceived;
    decoded = next;
    if (decoded.tooLarge) break;
  }
  return decoded;
}

/** Undoes one coding; null where it is unknown or the data are not of it. */
async function undo(coding: string, { body, cutShort }: DecodedBody, limit: number): Promise<DecodedBody | null> {
  for (const whole of [true, false]) {
    const decoder = decoderOf(coding, body, whole);
    const drained = decoder === null ? null : await drain(decoder, body, limit);
    if (drained !== null) return { ...drained, cutShort: cutShort || !whole };
  }
  return null;
}

/**
 * @param whole Whether data without an end mark are an error. Else an unfinished stream gives what it holds:
 * after a broken connection, that is what the user wants to see.
 */
function decoderOf(coding: string, data: Uint8Array, whole: boolean): Transform | null {
  const zlib = { finishFlush: whole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH };
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(zlib);
    case 'deflate':
      // Servers send both the zlib form the RFC asks for and the raw one; the first byte tells.
      return ((data[0] ?? 0) & 0x0f) === 0x08 ? createInflate(zlib) : createInflateRaw(zlib);
    case 'br':
      return createBrotliDecompress({ finishFlush: whole ? constants.BROTLI_OPERATION_FINISH : constants.BROTLI_OPERATION_FLUSH });
    case 'zstd':
      return nodeZlib.createZstdDecompress({ finishFlush: whole ? constants.ZSTD_e_end : constants.ZSTD_e_flush });
    default:
      return null;
  }
}

function drain(decoder: Transform, data: Uint8Array, limit: number): Promise<Omit<DecodedBody, 'cutShort'> | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (tooLarge: boolean) => resolve({ body: Buffer.concat(chunks, Math.min(size, limit)), tooLarge });
    decoder.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) {
        settle(true);
        decoder.destroy();
      }
    });
    decoder.on('end', () => settle(false));
    decoder.on('error', () => resolve(null));
    decoder.end(data);
  });
}
