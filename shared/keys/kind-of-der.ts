import * as asn1js from 'asn1js';
import { childrenOf, oidOf, readBer } from './der.ts';

/** What a DER structure is, told by the shape of its outermost sequence. */
export type DerKind = 'pkcs12' | 'certificate' | 'pkcs8' | 'encrypted pkcs8' | 'spki' | 'pkcs1' | 'sec1';

const CMS_DATA = '1.2.840.113549.1.7.1';
const CMS_SIGNED = '1.2.840.113549.1.7.2';

/** Recognises a key, certificate or PKCS #12 file in DER; null where it is none of them. */
export function kindOfDer(bytes: Uint8Array<ArrayBuffer>): DerKind | null {
  const result = readBer(bytes);
  if (!(result instanceof asn1js.Sequence)) return null;
  const [first, second, third] = childrenOf(result);
  const inSecond = oidOf(childrenOf(second)[0]);
  if (first instanceof asn1js.Integer) {
    if (second instanceof asn1js.Integer) return 'pkcs1';
    if (second instanceof asn1js.OctetString) return 'sec1';
    if (inSecond === CMS_DATA || inSecond === CMS_SIGNED) return 'pkcs12';
    return third instanceof asn1js.OctetString ? 'pkcs8' : null;
  }
  if (!(first instanceof asn1js.Sequence)) return null;
  const inFirst = oidOf(childrenOf(first)[0]);
  if (inFirst !== undefined && second instanceof asn1js.OctetString) return 'encrypted pkcs8';
  if (inFirst !== undefined && second instanceof asn1js.BitString) return 'spki';
  return inSecond !== undefined && third instanceof asn1js.BitString ? 'certificate' : null;
}
