/** One part of a compact token and where it starts in the text that was given. */
export interface TokenPart {
  readonly name: string;
  readonly text: string;
  readonly start: number;
}

export const signedParts = ['header', 'payload', 'signature'] as const;
export const encryptedParts = ['header', 'encrypted key', 'initialization vector', 'ciphertext', 'authentication tag'] as const;

/** Divides a compact token at its dots. At most one part more than any form has, so that a text of dots costs nothing. */
export function divide(token: string, start: number, names: readonly string[]): TokenPart[] {
  const parts: TokenPart[] = [];
  let at = 0;
  for (const name of names) {
    const dot = token.indexOf('.', at);
    const end = dot === -1 ? token.length : dot;
    parts.push({ name, text: token.slice(at, end), start: start + at });
    at = end + 1;
  }
  return parts;
}

/** How many parts a text has, counted up to one more than any form of token. */
export function countParts(text: string): number {
  let count = 1;
  for (let dot = text.indexOf('.'); dot !== -1 && count < 7; dot = text.indexOf('.', dot + 1)) count += 1;
  return count;
}
