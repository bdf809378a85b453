import { readToken } from '../../../shared/inspector/read-token.ts';
import type { TokenReading } from '../../../shared/model/token-reading.ts';

/** A part of a token in the text, for its colour. */
export interface PartSpan {
  readonly from: number;
  readonly to: number;
  readonly part: 'header' | 'payload' | 'signature';
}

/** What was made of a pasted text. */
export interface TextReading {
  /** The token alone, without what stands around it. */
  readonly token: string;
  readonly reading: TokenReading;
  readonly spans: readonly PartSpan[];
  /** The place where reading stopped, as positions in the text; null where nothing is broken. */
  readonly fault: { readonly from: number; readonly to: number; readonly message: string } | null;
}

interface ReadTextInput {
  readonly text: string;
  readonly clockSkewSeconds: number;
}

/** Reads what stands in an editor. */
export function readText({ text, clockSkewSeconds }: ReadTextInput): TextReading {
  const reading = readToken(text, { clockSkewSeconds });
  const token = text.trim();
  const start = text.length - text.trimStart().length;
  const spans = reading.kind === 'opaque' ? [] : spansOf(token, start);
  return { token, reading, spans, fault: faultOf(reading, start, token.length) };
}

/** Header, payload and signature of a compact token that begins at `start`. Of an encrypted one, all that is not the header is one. */
function spansOf(token: string, start: number): PartSpan[] {
  const first = token.indexOf('.');
  const last = token.lastIndexOf('.');
  if (first === -1) return [];
  const spans: PartSpan[] = [
    { from: start, to: start + first, part: 'header' },
    { from: start + first + 1, to: start + last, part: 'payload' },
    { from: start + last + 1, to: start + token.length, part: 'signature' },
  ];
  return spans.filter(({ from, to }) => from < to);
}

function faultOf({ error }: TokenReading, start: number, length: number): TextReading['fault'] {
  if (error === undefined || length === 0) return null;
  const from = Math.min(error.position ?? start, start + length - 1);
  return { from, to: error.position === null ? start + length : from + 1, message: error.message };
}
