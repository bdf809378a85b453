import { findInText } from '../../../shared/inspector/find-in-text.ts';
import { inspectToken } from '../../../shared/inspector/inspect-token.ts';
import type { TokenReading } from '../../../shared/model/token-reading.ts';

/** A part of a token in the text, for its colour. */
export interface PartSpan {
  readonly from: number;
  readonly to: number;
  readonly part: 'header' | 'payload' | 'signature';
}

/** What was made of a pasted text. */
export interface TextReading {
  /** What the token was found in; null where the text is the token. */
  readonly place: string | null;
  /** The start of each token there is, to choose among them. */
  readonly found: readonly string[];
  /** Which of them was read. */
  readonly choice: number;
  /** That token alone, without what stands around it. */
  readonly token: string;
  readonly reading: TokenReading;
  readonly spans: readonly PartSpan[];
  /** The place where reading stopped, as positions in the text; null where nothing is broken. */
  readonly fault: { readonly from: number; readonly to: number; readonly message: string } | null;
}

interface ReadTextInput {
  readonly text: string;
  readonly clockSkewSeconds: number;
  /** Which of several tokens is meant, from 0. */
  readonly choice: number;
  /** The payload of a token that came without it. */
  readonly payload?: string | undefined;
}

/** Characters of a token that are enough to tell it from its neighbours, with its length. */
const START = 24;

/** Reads what stands in an editor. */
export async function readText({ text, clockSkewSeconds, choice: wanted, payload }: ReadTextInput): Promise<TextReading> {
  const { place, tokens } = findInText(text);
  const choice = Math.min(wanted, tokens.length - 1);
  const { from, to, token } = tokens[choice] ?? { from: 0, to: text.length, token: text };
  const reading = await inspectToken(token, { clockSkewSeconds, payload });
  return {
    place,
    found: tokens.map(({ token: one, name }) => `${name === '' ? '' : `${name} · `}${one.slice(0, START)}… · ${one.length} characters`),
    choice,
    token,
    reading,
    // Where the text writes it otherwise, as in a percent-encoded address, places in the token are none in the text.
    spans: tokens.flatMap((one) => (one.to - one.from === one.token.length ? spansOf(one.token, one.from) : [])),
    fault: faultOf(reading, from, to - from),
  };
}

/** Header, payload and signature of a compact token that begins at `start`. Of an encrypted one, all that is not the header is one. */
function spansOf(token: string, start: number): PartSpan[] {
  // Of an SD-JWT, the three parts the issuer signed have their colours.
  const jwt = token.split('~', 1)[0] ?? '';
  const first = jwt.indexOf('.');
  const last = jwt.lastIndexOf('.');
  if (!token.startsWith('ey') || first === last) return [];
  const spans: PartSpan[] = [
    { from: start, to: start + first, part: 'header' },
    { from: start + first + 1, to: start + last, part: 'payload' },
    { from: start + last + 1, to: start + jwt.length, part: 'signature' },
  ];
  return spans.filter(({ from, to }) => from < to);
}

function faultOf({ error }: TokenReading, start: number, length: number): TextReading['fault'] {
  if (error === undefined || length === 0) return null;
  if (error.position === null) return { from: start, to: start + length, message: error.message };
  const from = start + Math.min(error.position, length - 1);
  return { from, to: from + 1, message: error.message };
}
