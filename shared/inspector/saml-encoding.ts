import { asBase64url, base64urlFault, decodeBytes } from './base64url.ts';

/** Characters an assertion may have; those of real servers have a tenth of it. */
export const MAX_SAML = 200_000;

/** How a SAML message was packed. */
export type SamlPacking = 'xml' | 'base64' | 'deflated';

/** A SAML message as XML, and how it came. */
export interface SamlText {
  readonly xml: string;
  readonly packing: SamlPacking;
  /** Whether it is longer than an assertion is read; `xml` is then its beginning. */
  readonly tooLong: boolean;
}

const wrapped = /^[A-Za-z0-9+/_=\s-]+$/;

/** Unpacks what the redirect binding compressed, as far as it is read; null where it is no such thing. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      // What does not begin like XML is not read to its end, and a bomb is not unfolded.
      if (!text.trimStart().startsWith('<')) return null;
      if (text.length > MAX_SAML) return text;
    }
  } catch {
    return null;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Finds the XML of a SAML message: as it is, in Base64 (POST binding, RFC 7522), or deflated and in Base64
 * (redirect binding). Null where the text is none of them.
 *
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf
 */
export async function samlTextOf(text: string): Promise<SamlText | null> {
  if (text.startsWith('<')) return { xml: text, packing: 'xml', tooLong: text.length > MAX_SAML };
  if (text.length < 64 || !wrapped.test(text)) return null;
  const bare = asBase64url(text.replaceAll(/\s/g, ''));
  if (base64urlFault(bare) !== null) return null;
  const bytes = decodeBytes(bare);
  if (bytes[0] === 0x3c) {
    const xml = decoded(bytes);
    return xml === null ? null : { xml, packing: 'base64', tooLong: xml.length > MAX_SAML };
  }
  const xml = await inflate(bytes);
  return xml === null || !/saml/i.test(xml.slice(0, MAX_SAML)) ? null : { xml, packing: 'deflated', tooLong: xml.length > MAX_SAML };
}
