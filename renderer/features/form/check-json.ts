/**
 * JSON of the expected kind, as one types. Empty is not wrong. Deliberately wrong JSON can still be sent.
 *
 * @returns one sentence, or null
 */
export function checkJson(text: string, kind: 'object' | 'array'): string | null {
  if (text.trim() === '' || text.includes('{{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    const isArray = Array.isArray(value);
    if (kind === 'array' && !isArray) return 'This must be a JSON array: […].';
    if (kind === 'object' && (isArray || typeof value !== 'object' || value === null)) return 'This must be a JSON object: {…}.';
    const untyped =
      isArray && value.some((item) => typeof item !== 'object' || item === null || typeof (item as { type?: unknown }).type !== 'string');
    return untyped ? 'Each entry needs a type (RFC 9396 §2).' : null;
  } catch (thrown) {
    return `This is not JSON: ${thrown instanceof Error ? thrown.message : 'it cannot be read'}.`;
  }
}
