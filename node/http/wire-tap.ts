import type { Socket } from 'node:net';
import type { RawHeaders } from '../../shared/ports.ts';

/** Unparsed bytes kept of an answer that never becomes an HTTP message. */
const unparsedLimit = 64 * 1024;

/**
 * What one exchange put on the socket and took from it, below the HTTP library. The library adds,
 * drops and re-cases headers, and hides the version and whatever it cannot parse; here is the truth.
 */
export class WireRecord {
  /** Request line and headers as written, empty until they are. */
  head = '';
  headWrittenAt: number | null = null;
  firstByteAt: number | null = null;
  /** Bytes received while the response head is not complete. Null once it is: the parser has the rest. */
  unparsed: Buffer[] | null = [];
  unparsedSize = 0;
  /** HTTP version of the answer, as in its status line. */
  httpVersion = '';

  written(chunk: string | Uint8Array): void {
    if (this.head.endsWith('\r\n\r\n')) return;
    this.headWrittenAt ??= performance.now();
    this.head += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
  }

  received(chunk: Buffer): void {
    this.firstByteAt ??= performance.now();
    if (this.unparsed === null || this.unparsedSize >= unparsedLimit) return;
    this.unparsed.push(chunk);
    this.unparsedSize += chunk.length;
  }

  /** The final response head is complete: the bytes before it served their purpose. */
  parsed(): void {
    if (this.unparsed === null) return;
    const [only] = this.unparsed;
    const start = only !== undefined && this.unparsed.length === 1 ? only : Buffer.concat(this.unparsed);
    this.httpVersion = /^HTTP\/(\d+\.\d+)/.exec(start.toString('latin1', 0, 16))?.[1] ?? '1.1';
    this.unparsed = null;
  }

  /** What arrived instead of a parsable head. */
  leftover(): Buffer {
    const bytes = Buffer.concat(this.unparsed ?? []);
    return bytes.length > unparsedLimit ? bytes.subarray(0, unparsedLimit) : bytes;
  }
}

/** Header pairs of a written request head, in wire order and case. */
export function headersOfHead(head: string): RawHeaders {
  const pairs: [string, string][] = [];
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) pairs.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return pairs;
}

/** Lets every write to and read from the socket pass by the record of the exchange that holds it now. */
export function tapSocket(socket: Socket, record: () => WireRecord | null): void {
  const write = socket.write.bind(socket) as (...parameters: unknown[]) => boolean;
  const read = socket.read.bind(socket);
  socket.write = ((...parameters: unknown[]) => {
    const [chunk] = parameters;
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) record()?.written(chunk);
    return write(...parameters);
  }) as Socket['write'];
  socket.read = (size?: number) => {
    const chunk: unknown = read(size);
    if (chunk instanceof Buffer) record()?.received(chunk);
    return chunk;
  };
}
