import * as asn1js from 'asn1js';
import { childrenOf, derOf, oidOf, readSequence } from './der.ts';
import { noKey, unsupportedKey } from './key-error.ts';
import type { KnownJwk } from './key-reading.ts';

const RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const EC = '1.2.840.10045.2.1';

/** Named curves by identifier; null for the ones that are known and that Web Crypto has not. */
const curves: Record<string, { readonly name: string; readonly usable: boolean }> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', usable: true },
  '1.3.132.0.34': { name: 'P-384', usable: true },
  '1.3.132.0.35': { name: 'P-521', usable: true },
  '1.3.132.0.10': { name: 'secp256k1', usable: false },
  '1.3.132.0.33': { name: 'P-224', usable: false },
  '1.3.36.3.3.2.8.1.1.7': { name: 'brainpoolP256r1', usable: false },
};

/** Key types that are an algorithm of their own. */
const plainTypes: Record<string, { readonly name: string; readonly agrees: boolean; readonly usable: boolean }> = {
  '1.3.101.110': { name: 'X25519', agrees: true, usable: true },
  '1.3.101.111': { name: 'X448', agrees: true, usable: false },
  '1.3.101.112': { name: 'Ed25519', agrees: false, usable: true },
  '1.3.101.113': { name: 'Ed448', agrees: false, usable: false },
  '2.16.840.1.101.3.4.3.17': { name: 'ML-DSA-44', agrees: false, usable: true },
  '2.16.840.1.101.3.4.3.18': { name: 'ML-DSA-65', agrees: false, usable: true },
  '2.16.840.1.101.3.4.3.19': { name: 'ML-DSA-87', agrees: false, usable: true },
  '1.2.840.10040.4.1': { name: 'DSA', agrees: false, usable: false },
};

interface Importing {
  readonly words: string;
  readonly algorithm: AlgorithmIdentifier | RsaHashedImportParams | EcKeyImportParams;
  /** Web Crypto refuses keys marked for RSA-PSS only; they are RSA keys that may do less. */
  readonly pssOnly: boolean;
  readonly privateUsages: KeyUsage[];
  readonly publicUsages: KeyUsage[];
}

const signs = { privateUsages: ['sign'], publicUsages: ['verify'] } satisfies Partial<Importing>;

function notUsable(name: string): Error {
  return unsupportedKey(
    `This is a ${name} key: recognised, but neither browsers nor Node's Web Crypto compute with it.`,
    'Use an RSA, P-256, P-384, P-521, Ed25519 or X25519 key.',
  );
}

/** How Web Crypto takes a key, from its AlgorithmIdentifier (RFC 5280 §4.1.1.2). */
function importingOf(identifier: asn1js.AsnType | undefined): Importing {
  const [oidValue, parameters] = childrenOf(identifier);
  const oid = oidOf(oidValue);
  if (oid === undefined)
    throw noKey('The key does not say of which kind it is: the file is damaged.', 'Copy the whole file again, unchanged.');
  if (oid === RSA || oid === RSA_PSS) {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    return { words: 'RSA', algorithm, pssOnly: oid === RSA_PSS, ...signs };
  }
  if (oid === EC) {
    const curve = curves[oidOf(parameters) ?? ''];
    if (curve === undefined) {
      throw unsupportedKey(
        `This EC key is on a curve that is not known here (${oidOf(parameters) ?? 'spelled out as parameters'}).`,
        'Use a key on P-256, P-384 or P-521, named by its identifier.',
      );
    }
    if (!curve.usable) throw notUsable(curve.name);
    return { words: `EC ${curve.name}`, algorithm: { name: 'ECDSA', namedCurve: curve.name }, pssOnly: false, ...signs };
  }
  const plain = plainTypes[oid];
  if (plain === undefined) throw unsupportedKey(`This key is of a kind that is not known here (${oid}).`, 'Use an RSA, EC or Ed25519 key.');
  if (!plain.usable) throw notUsable(plain.name);
  const usages = plain.agrees ? ({ privateUsages: ['deriveBits'], publicUsages: [] } satisfies Partial<Importing>) : signs;
  return { words: plain.name, algorithm: { name: plain.name }, pssOnly: false, ...usages };
}

function rsaIdentifier(): asn1js.Sequence {
  return new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: RSA }), new asn1js.Null()] });
}

async function importDer(format: 'pkcs8' | 'spki', structure: asn1js.Sequence, identifier: asn1js.AsnType | undefined): Promise<KnownJwk> {
  const importing = importingOf(identifier);
  const parts = childrenOf(structure);
  const known = importing.pssOnly
    ? new asn1js.Sequence({ value: parts.map((part) => (part === identifier ? rsaIdentifier() : part)) })
    : structure;
  const usages = format === 'pkcs8' ? importing.privateUsages : importing.publicUsages;
  try {
    const importKey = () => crypto.subtle.importKey(format, derOf(known), importing.algorithm, true, usages);
    // Of an RSA key beyond 16,384 bits, Node leaves an error of OpenSSL behind, and gives it to whoever imports next.
    const key = await importKey().catch(importKey);
    const { key_ops: _, ext: __, alg, ...jwk } = await crypto.subtle.exportKey('jwk', key);
    if (jwk.kty === undefined) throw new TypeError('the exported key has no type');
    // An ML-DSA key is of its algorithm alone; of others Web Crypto says what we told it when importing.
    const own = importing.pssOnly ? { alg: 'PS256' } : jwk.kty === 'AKP' && alg !== undefined ? { alg } : {};
    return { ...jwk, ...own } as KnownJwk;
  } catch (cause) {
    throw noKey(
      `This is a ${importing.words} key, but its numbers do not make one: the file is damaged, or this program cannot compute with it.`,
      'Copy the whole file again, unchanged; openssl pkey -in key.pem -check says what is wrong with it.',
      cause,
    );
  }
}

/**
 * A private key in PKCS #8.
 *
 * @throws AppError `INPUT_KEY` damaged, `UNSUPPORTED` of a kind nothing here computes with
 * @see https://www.rfc-editor.org/rfc/rfc5958#section-2
 */
export async function pkcs8ToJwk(der: Uint8Array<ArrayBuffer>): Promise<KnownJwk> {
  const structure = readSequence(der, 'private key');
  return await importDer('pkcs8', structure, childrenOf(structure)[1]);
}

/**
 * A public key as a SubjectPublicKeyInfo.
 *
 * @throws AppError `INPUT_KEY` damaged, `UNSUPPORTED` of a kind nothing here computes with
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.7
 */
export async function spkiToJwk(der: Uint8Array<ArrayBuffer>): Promise<KnownJwk> {
  const structure = readSequence(der, 'public key');
  return await importDer('spki', structure, childrenOf(structure)[0]);
}

function inPkcs8(identifier: asn1js.Sequence, der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const octets = new asn1js.OctetString({ valueHex: der.buffer });
  return derOf(new asn1js.Sequence({ value: [new asn1js.Integer({ value: 0 }), identifier, octets] }));
}

/** A bare RSA private key (PKCS #1, RFC 8017 appendix A.1.2). */
export async function pkcs1PrivateToJwk(der: Uint8Array<ArrayBuffer>): Promise<KnownJwk> {
  readSequence(der, 'RSA private key');
  return await pkcs8ToJwk(inPkcs8(rsaIdentifier(), der));
}

/** A bare RSA public key (PKCS #1, RFC 8017 appendix A.1.1). */
export async function pkcs1PublicToJwk(der: Uint8Array<ArrayBuffer>): Promise<KnownJwk> {
  readSequence(der, 'RSA public key');
  const bits = new asn1js.BitString({ valueHex: der.buffer });
  return await spkiToJwk(derOf(new asn1js.Sequence({ value: [rsaIdentifier(), bits] })));
}

/** A bare EC private key (SEC 1, RFC 5915); it must name its curve. */
export async function sec1ToJwk(der: Uint8Array<ArrayBuffer>): Promise<KnownJwk> {
  const structure = readSequence(der, 'EC private key');
  const tagged = childrenOf(structure).find((child) => child.idBlock.tagClass === 3 && child.idBlock.tagNumber === 0);
  const curve = childrenOf(tagged)[0];
  if (curve === undefined || oidOf(curve) === undefined) {
    throw noKey('The EC private key does not name its curve.', 'Convert it once: openssl pkcs8 -topk8 -nocrypt -in ec.pem -out key.pem.');
  }
  const identifier = new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: EC }), curve] });
  return await pkcs8ToJwk(inPkcs8(identifier, der));
}
