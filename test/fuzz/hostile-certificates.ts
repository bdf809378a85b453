/** Certificates that are small and take long to read: of very many values. Nobody signed them. */

/** One DER value of up to 65,535 bytes. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]), content]);
}

function times(count: number, part: Uint8Array): Uint8Array[] {
  return Array.from({ length: count }, () => part);
}

const hex = (text: string) => Buffer.from(text, 'hex');
const ecdsaWithSha256 = der(0x30, hex('06082a8648ce3d040302'));
const commonName = der(0x31, der(0x30, hex('0603550403'), der(0x0c, Buffer.from('a'))));
const validity = der(0x30, der(0x17, Buffer.from('250101000000Z')), der(0x17, Buffer.from('350101000000Z')));
const publicKey = hex(`3059301306072a8648ce3d020106082a8648ce3d03010703420004${'11'.repeat(64)}`);

function certificate(subject: readonly Uint8Array[], extensions: readonly Uint8Array[]): string {
  const signed = der(
    0x30,
    hex('a003020102020101'),
    ecdsaWithSha256,
    der(0x30, commonName),
    validity,
    der(0x30, ...subject),
    publicKey,
    der(0xa3, der(0x30, ...extensions)),
  );
  return der(0x30, signed, ecdsaWithSha256, hex('03020000')).toString('base64');
}

function extension(oid: string, values: readonly Uint8Array[]): Buffer {
  return der(0x30, hex(oid), der(0x04, der(0x30, ...values)));
}

/** A certificate for so many host names. */
export function ofNames(count: number): string {
  return certificate([commonName], [extension('0603551d11', times(count, hex('820161')))]);
}

/** One whose key may be used for so many things. */
export function ofUsages(count: number): string {
  return certificate([commonName], [extension('0603551d25', times(count, hex('06032a0304')))]);
}

/** One whose subject has so many parts. */
export function ofParts(count: number): string {
  return certificate(times(count, commonName), []);
}

/** One of so many extensions. */
export function ofExtensions(count: number): string {
  return certificate([commonName], times(count, hex('300706032a03040400')));
}

/** No certificate at all, but ASN.1 of so many values. */
export function ofNothing(count: number): string {
  return der(0x30, ...times(count, hex('0500'))).toString('base64');
}
