import type { RawHeaders } from '../ports.ts';
import type { ParameterPlace } from './find-fields.ts';

/** Null for bytes that are not UTF-8. Of a text cut off inside a character, the last one is left out. */
export function decodeText(body: Uint8Array, cut: boolean): { text: string; whole: boolean } | null {
  const decode = (stream: boolean) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body, { stream });
  try {
    return { text: decode(false), whole: true };
  } catch {
    if (!cut) return null;
  }
  try {
    return { text: decode(true), whole: false };
  } catch {
    return null;
  }
}

/** How the values in a body end. */
export function bodyPlace(headers: RawHeaders): ParameterPlace {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return /^\s*application\/x-www-form-urlencoded/i.test(type) ? 'form' : 'text';
}
