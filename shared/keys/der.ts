import * as asn1js from 'asn1js';
import { noKey } from './key-error.ts';

/** Children of a constructed value; none where it is not one. */
export function childrenOf(value: asn1js.AsnType | undefined): asn1js.AsnType[] {
  return value instanceof asn1js.Sequence || value instanceof asn1js.Set || value instanceof asn1js.Constructed
    ? (value.valueBlock.value as asn1js.AsnType[])
    : [];
}

/** The dotted name of an object identifier, or undefined. */
export function oidOf(value: asn1js.AsnType | undefined): string | undefined {
  return value instanceof asn1js.ObjectIdentifier ? value.valueBlock.toString() : undefined;
}

/** A structure as DER bytes. */
export function derOf(value: asn1js.AsnType): Uint8Array<ArrayBuffer> {
  return new Uint8Array(value.toBER(false) as ArrayBuffer);
}

/** The outermost ASN.1 structure, or why there is none. The library answers most damage, and throws on a time that is none. */
export function readBer(bytes: Uint8Array<ArrayBuffer>): asn1js.AsnType | { readonly error: string } {
  try {
    const { offset, result } = asn1js.fromBER(bytes);
    return offset === -1 ? { error: result.error } : result;
  } catch (thrown) {
    return { error: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/**
 * Reads one ASN.1 SEQUENCE that fills the bytes.
 *
 * @throws AppError `INPUT_KEY` where the bytes are not one
 */
export function readSequence(der: Uint8Array<ArrayBuffer>, what: string): asn1js.Sequence {
  const result = readBer(der);
  if (!(result instanceof asn1js.Sequence)) {
    throw noKey(
      `The ${what} is damaged: its content is not an ASN.1 structure${result.error === '' ? '' : ` (${result.error})`}.`,
      'Copy the whole file again, unchanged.',
    );
  }
  return result;
}
