import type { SealedText } from '../../../shared/model/exchange.ts';

/** Whether the text, its hidden parts aside, is JSON. Hidden parts stand inside strings. */
function isJson(text: SealedText): boolean {
  try {
    JSON.parse(text.map((part) => (typeof part === 'string' ? part : 'x')).join(''));
    return true;
  } catch {
    return false;
  }
}

const newline = (depth: number) => `\n${'  '.repeat(depth)}`;

/**
 * Indents JSON without reading its values: numbers, escapes and repeated members stay exactly as the
 * server wrote them. Null where the text is no JSON.
 */
export function formatJson(text: SealedText): SealedText | null {
  if (!isJson(text)) return null;
  let depth = 0;
  let inString = false;
  let justOpened = false;

  /** The layout one character outside a string asks for. */
  const laidOut = (character: string): string => {
    if (character === '}' || character === ']') {
      depth -= 1;
      const close = justOpened ? character : newline(depth) + character;
      justOpened = false;
      return close;
    }
    const lead = justOpened ? newline(depth) : '';
    justOpened = character === '{' || character === '[';
    if (justOpened) depth += 1;
    if (character === ',') return `${lead},${newline(depth)}`;
    return character === ':' ? ': ' : lead + character;
  };

  return text.map((part) => {
    if (typeof part !== 'string') return part;
    const pieces: string[] = [];
    for (let at = 0; at < part.length; at += 1) {
      const character = part.charAt(at);
      if (inString) {
        const end = stringEnd(part, at);
        pieces.push(part.slice(at, end.next));
        inString = !end.closed;
        at = end.next - 1;
      } else if (character !== ' ' && character !== '\n' && character !== '\r' && character !== '\t') {
        inString = character === '"';
        pieces.push(laidOut(character));
      }
    }
    return pieces.join('');
  });
}

/** Where a string that goes on at `from` ends in this part, or the part's end where it does not. */
function stringEnd(part: string, from: number): { next: number; closed: boolean } {
  for (let at = from; at < part.length; at += 1) {
    const character = part.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '"') return { next: at + 1, closed: true };
  }
  return { next: part.length, closed: false };
}
