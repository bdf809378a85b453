import type { SealedText } from '../../../shared/model/exchange.ts';

/** The first characters of a text, the text itself where it is no longer. */
export function startOf(text: SealedText, characters: number): SealedText {
  let room = characters;
  for (const [index, part] of text.entries()) {
    if (typeof part !== 'string') continue;
    if (part.length > room) return [...text.slice(0, index), part.slice(0, room)];
    room -= part.length;
  }
  return text;
}
