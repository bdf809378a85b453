/**
 * Reads a stream line by line until it ends. Blank lines are signs of life and are not handed on.
 *
 * @param patience milliseconds without a byte after which `onSilence` is called.
 */
export async function readLines(
  stream: ReadableStream<Uint8Array>,
  patience: { readonly silence: number; onSilence(): void },
  line: (text: string) => void,
): Promise<void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const timer = setTimeout(() => patience.onSilence(), patience.silence);
    const { done, value } = await reader.read().finally(() => clearTimeout(timer));
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) if (text.trim() !== '') line(text);
  }
}
