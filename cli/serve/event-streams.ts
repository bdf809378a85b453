import type { ServerResponse } from 'node:http';
import type { Emit } from '../../shared/contract/contract.ts';

/** Milliseconds between two signs of life; a proxy or tunnel in between gives up on silence. */
const HEARTBEAT = 15_000;

/** Bytes a page may fall behind before it is cut off; it reconnects and asks for the state anew. */
const MAX_BACKLOG = 32 * 1_048_576;

export interface EventStreams {
  readonly emit: Emit;
  /** Turns the answer into a stream of events, one JSON document per line, until either side ends it. Blank lines are heartbeats. */
  open(response: ServerResponse, signal: AbortSignal): void;
  close(): void;
}

/** The events of the workbench, for every page that listens. */
export function createEventStreams(): EventStreams {
  const streams = new Set<ServerResponse>();
  const send = (text: string) => {
    for (const stream of streams) {
      if (stream.writableLength > MAX_BACKLOG) stream.destroy();
      else stream.write(text);
    }
  };
  const heartbeat = setInterval(() => send('\n'), HEARTBEAT);
  heartbeat.unref();

  return {
    emit: (name, payload) => {
      if (streams.size > 0) send(`${JSON.stringify({ name, payload })}\n`);
    },
    open(response, signal) {
      const end = () => response.end();
      response.once('close', () => {
        streams.delete(response);
        signal.removeEventListener('abort', end);
      });
      signal.addEventListener('abort', end);
      response.writeHead(200, {
        'Content-Type': 'application/x-ndjson; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      // Something at once, so that the page knows the stream stands.
      response.write('\n');
      streams.add(response);
    },
    close() {
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}
