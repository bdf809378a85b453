import { rfc, type SpecLink } from '../model/spec-link.ts';
import type {
  CertificateReading,
  KeyFacts,
  ReadClaim,
  ReadDisclosure,
  ReadParty,
  SignatureResult,
  TokenReading,
} from '../model/token-reading.ts';
import { clockWords, relativeWords } from './time-words.ts';

/** A part of a reading beside its claims and first header, as rows to show. */
export interface ReadingSection {
  readonly title: string;
  /** What is inside, on one line. */
  readonly summary: string;
  /** Of one of several signatures: what became of checking it. */
  readonly signature?: SignatureResult;
  readonly rows: readonly ReadClaim[];
}

function joined(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function parties(title: string, list: readonly ReadParty[] = []): ReadingSection[] {
  // One party alone is the header of the reading itself.
  if (list.length < 2) return [];
  return list.map(({ header, headerClaims, unprotected }, index) => ({
    title: `${title} ${index + 1}`,
    summary: joined([text(header.alg), text(header.kid)]),
    rows: headerClaims.map((row) =>
      unprotected.includes(row.name) ? { ...row, meaning: `${row.meaning} Unprotected.`.trimStart() } : row,
    ),
  }));
}

/** Each of several signatures, with its own result. */
function signatures({ signatures: list, signature }: TokenReading): ReadingSection[] {
  return parties('Signature', list).map((section, index) => {
    const result = signature.each?.[index];
    return result === undefined ? section : { ...section, signature: result };
  });
}

function disclosureRow({ name, value, salt, path }: ReadDisclosure): ReadClaim {
  const meaning = path === null ? 'Matches nothing the issuer signed.' : `Disclosed by the holder. Salt ${salt}.`;
  return { name: path ?? name ?? '(element)', value, meaning, spec: rfc(9901, '4.2') };
}

function disclosures({ selective }: TokenReading): ReadingSection[] {
  if (selective === undefined) return [];
  const { disclosures: list, undisclosed, hash } = selective;
  const summary = joined([`${list.length} disclosed`, `${undisclosed} kept back`, hash]);
  return [{ title: 'Disclosures', summary, rows: list.map(disclosureRow) }];
}

function keySection({ kid, words, use, alg, thumbprint, members, certificates: list = [] }: KeyFacts, index: number): ReadingSection {
  const row: ReadClaim = {
    name: 'thumbprint',
    value: thumbprint ?? '',
    meaning: 'SHA-256 of the key, by which it can be named.',
    spec: rfc(7638),
  };
  return {
    title: `Key ${kid ?? index + 1}`,
    summary: joined([words, use, alg]),
    rows: [
      ...(words === '' ? [] : [{ name: 'key', value: words, meaning: 'What kind of key it is.', spec: null }]),
      ...members,
      ...(thumbprint === null ? [] : [row]),
      ...list.map(({ subject, issuer, notAfter }, at) => ({
        name: at === 0 ? 'certificate' : `certificate ${at + 1}`,
        value: subject,
        meaning: `Issued by ${issuer}, good until ${notAfter.slice(0, 10)}.`,
        spec: rfc(7517, '4.7'),
      })),
    ],
  };
}

/** What a certificate is called among others: the first is that of the key. */
function certificateTitle(index: number, count: number): string {
  if (count === 1) return 'Certificate';
  return index === 0 ? 'Certificate of the key' : `Certificate ${index + 1}`;
}

function momentWords(future: string, past: string, iso: string, now: number): string {
  const time = Date.parse(iso) / 1_000;
  return `${time > now / 1_000 ? future : past} ${clockWords(time, now / 1_000)}, ${relativeWords(time, now / 1_000)}.`;
}

function certificateRows(certificate: CertificateReading, now: number): ReadClaim[] {
  const { notBefore, notAfter, alternativeNames, keyWords, extendedKeyUsages, fingerprints } = certificate;
  const row = (name: string, value: unknown, meaning: string, spec: SpecLink): ReadClaim => ({ name, value, meaning, spec });
  const x509 = (section: string) => rfc(5280, section);
  return [
    row('subject', certificate.subject, 'Whose key it is.', x509('4.1.2.6')),
    row(
      'issuer',
      certificate.issuer,
      certificate.subject === certificate.issuer ? 'Who issued it: itself.' : 'Who issued it.',
      x509('4.1.2.4'),
    ),
    ...(alternativeNames.length === 0
      ? []
      : [row('alternative names', alternativeNames.join(', '), 'Further names of the subject (SAN).', x509('4.2.1.6'))]),
    row('not before', notBefore, momentWords('Begins', 'Began', notBefore, now), x509('4.1.2.5')),
    row('not after', notAfter, momentWords('Expires', 'Expired', notAfter, now), x509('4.1.2.5')),
    row('key', keyWords ?? 'of a kind not known here', 'The public key it is for.', x509('4.1.2.7')),
    row('serial number', certificate.serialNumber, 'Its number at the issuer, hexadecimal.', x509('4.1.2.2')),
    row('signed with', certificate.signatureAlgorithm, 'By the issuer. Not checked here.', x509('4.1.1.2')),
    ...(certificate.isAuthority ? [row('authority', true, 'It may sign other certificates.', x509('4.2.1.9'))] : []),
    ...(extendedKeyUsages.length === 0
      ? []
      : [row('for', extendedKeyUsages.join(', '), 'What the key may be used for.', x509('4.2.1.12'))]),
    row('SHA-256', fingerprints.sha256, 'Fingerprint of the whole certificate.', rfc(7515, '4.1.8')),
    row('SHA-1', fingerprints.sha1, 'Fingerprint in the old hash, as some tools show it.', rfc(7515, '4.1.7')),
    row('x5t#S256', certificate.x5tS256, 'The SHA-256 fingerprint as tokens name it, in headers and in cnf.', rfc(8705, '3.1')),
    ...(certificate.keyThumbprint === null
      ? []
      : [row('thumbprint', certificate.keyThumbprint, 'SHA-256 of the key, by which it can be named.', rfc(7638))]),
  ];
}

function certificates({ certificates: list = [] }: TokenReading, now: number): ReadingSection[] {
  return list.map((certificate, index) => ({
    title: certificateTitle(index, list.length),
    summary: joined([certificate.subject, certificate.keyWords, `until ${certificate.notAfter.slice(0, 10)}`]),
    rows: certificateRows(certificate, now),
  }));
}

/**
 * What only some forms of token have, section by section: signatures, recipients, disclosures, certificates, keys.
 *
 * @param now epoch milliseconds
 */
export function readingSections(reading: TokenReading, now = Date.now()): ReadingSection[] {
  return [
    ...signatures(reading),
    ...parties('Recipient', reading.recipients),
    ...disclosures(reading),
    ...certificates(reading, now),
    ...(reading.keys ?? []).map(keySection),
  ];
}
