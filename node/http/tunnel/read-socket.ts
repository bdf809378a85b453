import type { Socket } from 'node:net';

/**
 * Reads exactly so many bytes and leaves the rest in the socket, for TLS or HTTP to find.
 *
 * @throws Error of the socket, or one without a code where it ends before
 */
export async function readBytes(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const bytes: unknown = socket.read(count);
    // At the end of the stream, read() gives less than was asked for.
    if (bytes instanceof Buffer && bytes.length === count) return bytes;
    if (bytes instanceof Buffer) throw closedEarly();
    await readable(socket);
  }
}

/** Reads up to and including the empty line that ends an HTTP head. @throws like {@link readBytes}, and where the limit is passed */
export async function readHead(socket: Socket, limit: number): Promise<string> {
  let head = Buffer.alloc(0);
  for (;;) {
    const bytes: unknown = socket.read();
    if (bytes instanceof Buffer) {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf('\r\n\r\n');
      if (end >= 0) {
        const rest = head.subarray(end + 4);
        if (rest.length > 0) socket.unshift(rest);
        return head.toString('latin1', 0, end + 4);
      }
      if (head.length > limit) throw new Error('it sends no end of its answer');
    } else await readable(socket);
  }
}

/** Waits for one event of a socket. @throws Error of the socket, or one without a code where it closes before */
export function happens(socket: Socket, event: 'connect' | 'secureConnect' | 'readable'): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      socket.off(event, happened).off('error', failed).off('close', closed).off('end', closed);
      act();
    };
    const happened = () => settle(resolve);
    const failed = (error: Error) => settle(() => reject(error));
    const closed = () => settle(() => reject(closedEarly()));
    socket.on(event, happened).on('error', failed).on('close', closed).on('end', closed);
  });
}

function readable(socket: Socket): Promise<void> {
  if (socket.destroyed || socket.readableEnded) throw closedEarly();
  return happens(socket, 'readable');
}

function closedEarly(): Error {
  return new Error('it closed the connection');
}
