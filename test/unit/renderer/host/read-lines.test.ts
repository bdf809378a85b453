import { describe, expect, it, vi } from 'vitest';
import { readLines } from '../../../../renderer/host/read-lines.ts';

const patience = { silence: 60_000, onSilence: () => undefined };

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function linesOf(...chunks: Uint8Array[]): Promise<string[]> {
  const lines: string[] = [];
  await readLines(streamOf(...chunks), patience, (line) => lines.push(line));
  return lines;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the stream of events', () => {
  it('comes line by line, wherever it is cut, also within a character', async () => {
    const whole = bytes('{"a":"€"}\n{"b":2}\n');
    for (let at = 0; at <= whole.length; at += 1) {
      expect(await linesOf(whole.slice(0, at), whole.slice(at))).toEqual(['{"a":"€"}', '{"b":2}']);
    }
  });

  it('has blank lines as signs of life, which are no events', async () => {
    expect(await linesOf(bytes('\n\n{"a":1}\n\n'))).toEqual(['{"a":1}']);
  });

  it('does not hand on a line that broke off', async () => {
    expect(await linesOf(bytes('{"a":1}\n{"b":'))).toEqual(['{"a":1}']);
  });

  it('counts as dead after a silence, not while something comes', async () => {
    vi.useFakeTimers();
    try {
      const onSilence = vi.fn();
      let push = (_chunk: Uint8Array): void => undefined;
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          push = (chunk) => controller.enqueue(chunk);
        },
      });
      void readLines(stream, { silence: 1_000, onSilence }, () => undefined);
      await vi.advanceTimersByTimeAsync(900);
      push(bytes('\n'));
      await vi.advanceTimersByTimeAsync(900);
      expect(onSilence).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(200);
      expect(onSilence).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });
});
