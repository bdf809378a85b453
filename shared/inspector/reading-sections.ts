import { rfc } from '../model/spec-link.ts';
import type { KeyFacts, ReadClaim, ReadDisclosure, ReadParty, TokenReading } from '../model/token-reading.ts';

/** A part of a reading beside its claims and first header, as rows to show. */
export interface ReadingSection {
  readonly title: string;
  /** What is inside, on one line. */
  readonly summary: string;
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

function keySection({ kid, words, use, alg, thumbprint, members }: KeyFacts, index: number): ReadingSection {
  const row: ReadClaim = {
    name: 'thumbprint',
    value: thumbprint ?? '',
    meaning: 'SHA-256 of the key, by which it can be named.',
    spec: rfc(7638),
  };
  return {
    title: `Key ${kid ?? index + 1}`,
    summary: joined([words, use, alg]),
    rows: thumbprint === null ? members : [...members, row],
  };
}

function certificates({ certificates: list = [] }: TokenReading): ReadingSection[] {
  if (list.length === 0) return [];
  const rows = list.map(({ subject, issuer, notBefore, notAfter }, index) => ({
    name: index === 0 ? 'of the key' : 'of its issuer',
    value: subject,
    meaning: `Issued by ${issuer}. Good from ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}.`,
    spec: rfc(7515, '4.1.6'),
  }));
  return [{ title: 'Certificates', summary: list[0]?.subject ?? '', rows }];
}

/** What only some forms of token have, section by section: signatures, recipients, disclosures, keys, certificates. */
export function readingSections(reading: TokenReading): ReadingSection[] {
  return [
    ...parties('Signature', reading.signatures),
    ...parties('Recipient', reading.recipients),
    ...disclosures(reading),
    ...(reading.keys ?? []).map(keySection),
    ...certificates(reading),
  ];
}
