const { charCodeAt } = String.prototype;

/**
 * The code of a character; NaN past the end. In a loop over a long text, in place of the method: an engine
 * keeps texts in a dozen ways, and in a program that has met them all it looks the method up anew for each
 * character, which takes several times as long as the character itself.
 */
export function codeAt(text: string, index: number): number {
  return charCodeAt.call(text, index);
}

/** All of them. Where characters are looked at more than once, numbers are quicker at hand than a text. */
export function codeUnits(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let index = 0; index < units.length; index += 1) units[index] = codeAt(text, index);
  return units;
}
