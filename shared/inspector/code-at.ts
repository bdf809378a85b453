const { charCodeAt } = String.prototype;

/**
 * The code of a character of a text, which must not lie past its end. In place of the method in loops over
 * long texts: an engine keeps texts in a dozen ways, and in a program that has met them all it looks the
 * method up for each character; one that once asked past an end calls it for each. Either takes several
 * times as long as the character itself.
 */
export function codeAt(text: string, index: number): number {
  return charCodeAt.call(text, index);
}
