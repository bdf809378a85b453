/** Base64url of text, bytes, or the JSON of anything else. */
export function encode(value: string | Uint8Array | object): string {
  const bytes = typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value);
  return Buffer.from(bytes).toString('base64url');
}

/** A token with this payload that nobody signed, whole and well-formed. */
export function unsigned(payload: string | Uint8Array | object, header: string | object = { alg: 'none' }): string {
  return `${encode(header)}.${encode(payload)}.`;
}
