/**
 * Whether two texts are the same, in a time that depends on their lengths only: nobody can find out
 * an expected `state` or `nonce` character by character.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-10.12
 */
export function sameInConstantTime(expected: string, received: string): boolean {
  const encoder = new TextEncoder();
  const left = encoder.encode(expected);
  const right = encoder.encode(received);
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index += 1) difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  return difference === 0;
}
