import type { XmlElement } from '@rgrove/parse-xml';
import type { SpecLink } from '../model/spec-link.ts';
import type { Finding, ReadClaim, TokenReading } from '../model/token-reading.ts';
import { blankReading, readingError } from './reading-parts.ts';
import { MAX_SAML, type SamlText } from './saml-encoding.ts';
import { clockWords, durationWords } from './time-words.ts';
import { finding } from './token-findings.ts';

interface Clock {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly clockSkewSeconds: number;
}

const CORE = 'https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf';

function saml(section: string): SpecLink {
  return { rfc: 'SAML 2.0 Core', section, url: CORE };
}

/** Attributes and values that are shown; a list of more is a dump of a directory. */
const MOST = 500;
/** Levels an assertion is searched to; those of servers have eight. */
const MAX_DEPTH = 40;

function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1);
}

function children(element: XmlElement): XmlElement[] {
  return element.children.filter((node): node is XmlElement => node.type === 'element');
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element === undefined ? undefined : children(element).find((node) => localName(node) === name);
}

/** The first element of that name at or below one. */
function find(element: XmlElement, name: string, depth = 0): XmlElement | undefined {
  if (localName(element) === name) return element;
  if (depth === MAX_DEPTH) return undefined;
  for (const node of children(element)) {
    const found = find(node, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What follows the last `:` or `/` of an identifier: `emailAddress`, `PasswordProtectedTransport`. */
function lastPart(uri: string): string {
  return uri.slice(Math.max(uri.lastIndexOf(':'), uri.lastIndexOf('/'), uri.lastIndexOf('#')) + 1);
}

class Rows {
  readonly claims: ReadClaim[] = [];

  add(name: string, value: unknown, meaning: string, section: string): void {
    if (value !== undefined && value !== '' && this.claims.length < MOST) this.claims.push({ name, value, meaning, spec: saml(section) });
  }
}

function timeWords(value: string | undefined, now: number): string {
  const at = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? 'No time that can be read.' : `${clockWords(at / 1000, now / 1000)}.`;
}

function addSubject(rows: Rows, subject: XmlElement | undefined): void {
  const nameId = child(subject, 'NameID') ?? child(subject, 'NameIdentifier');
  rows.add('Subject', nameId?.text.trim(), 'Whom the assertion is about.', '2.4');
  const format = nameId?.attributes.Format;
  rows.add('Subject format', format, format === undefined ? '' : `How the subject is named: ${lastPart(format)}.`, '8.3');
  if (child(subject, 'EncryptedID') !== undefined)
    rows.add('Subject', 'encrypted', 'Only the recipient can read whom it is about.', '2.2.4');
  const confirmation = child(subject, 'SubjectConfirmation');
  const method = confirmation?.attributes.Method;
  const words =
    method === undefined ? '' : lastPart(method) === 'bearer' ? 'Whoever has the assertion may use it.' : 'Who may use the assertion.';
  rows.add('Confirmation', method, words, '2.4.1.1');
  const data = child(confirmation, 'SubjectConfirmationData')?.attributes;
  rows.add('Recipient', data?.Recipient, 'The only address it may be delivered to.', '2.4.1.2');
  rows.add('InResponseTo', data?.InResponseTo, 'The request it answers.', '2.4.1.2');
}

function addConditions(rows: Rows, assertion: XmlElement, now: number): void {
  const conditions = child(assertion, 'Conditions');
  rows.add('NotBefore', conditions?.attributes.NotBefore, `Valid from ${timeWords(conditions?.attributes.NotBefore, now)}`, '2.5.1.2');
  rows.add(
    'NotOnOrAfter',
    conditions?.attributes.NotOnOrAfter,
    `Valid until ${timeWords(conditions?.attributes.NotOnOrAfter, now)}`,
    '2.5.1.2',
  );
  for (const restriction of conditions === undefined ? [] : children(conditions)) {
    for (const audience of children(restriction)) {
      if (localName(audience) === 'Audience') rows.add('Audience', audience.text.trim(), 'For whom the assertion is meant.', '2.5.1.4');
    }
  }
}

function addAuthentication(rows: Rows, assertion: XmlElement, now: number): void {
  const statement = child(assertion, 'AuthnStatement') ?? child(assertion, 'AuthenticationStatement');
  if (statement === undefined) return;
  const at = statement.attributes.AuthnInstant ?? statement.attributes.AuthenticationInstant;
  rows.add('AuthnInstant', at, `The user signed in ${timeWords(at, now)}`, '2.7.2');
  rows.add('SessionIndex', statement.attributes.SessionIndex, 'The session at the server, for signing out.', '2.7.2');
  const how = find(statement, 'AuthnContextClassRef')?.text.trim() ?? statement.attributes.AuthenticationMethod;
  rows.add('AuthnContext', how, how === undefined ? '' : `How the user signed in: ${lastPart(how)}.`, '2.7.2.2');
}

function addAttributes(rows: Rows, assertion: XmlElement): void {
  for (const statement of children(assertion)) {
    if (localName(statement) !== 'AttributeStatement') continue;
    for (const attribute of children(statement)) {
      const { Name, AttributeName, FriendlyName } = attribute.attributes;
      const values = children(attribute).map((value) => value.text.trim());
      const name = Name ?? AttributeName ?? localName(attribute);
      rows.add(
        name,
        values.length === 1 ? values[0] : values,
        FriendlyName === undefined ? 'Attribute.' : `Attribute: ${FriendlyName}.`,
        '2.7.3.1',
      );
    }
  }
}

function timeFindings(assertion: XmlElement, { now, clockSkewSeconds }: Clock): Finding[] {
  const conditions = child(assertion, 'Conditions')?.attributes;
  const spec = saml('2.5.1.2');
  const skew = clockSkewSeconds * 1_000;
  const [from, until] = [Date.parse(conditions?.NotBefore ?? ''), Date.parse(conditions?.NotOnOrAfter ?? '')];
  if (now >= until + skew) return [finding('expired', 'error', `Expired ${durationWords((now - until) / 1_000)} ago.`, spec)];
  if (now + skew < from) return [finding('not_yet_valid', 'error', `Not valid yet: only in ${durationWords((from - now) / 1_000)}.`, spec)];
  if (Number.isNaN(until)) return [finding('exp_missing', 'warning', 'It never expires (no NotOnOrAfter).', spec)];
  return [];
}

function signatureFindings(root: XmlElement, assertion: XmlElement | undefined): Finding[] {
  const own = assertion === undefined ? undefined : child(assertion, 'Signature');
  const signature = own ?? child(root, 'Signature');
  if (signature === undefined) {
    const message = 'Neither the assertion nor the message around it carries a signature (one may stand beside it in the address).';
    return [finding('signature_missing', 'warning', message, saml('5.2'))];
  }
  const algorithm = find(signature, 'SignatureMethod')?.attributes.Algorithm ?? '';
  return /sha1$|md5$/i.test(algorithm)
    ? [finding('signature_weak', 'warning', `It is signed with ${lastPart(algorithm)}, whose hash is broken.`, saml('5.4'))]
    : [];
}

const packings: Record<SamlText['packing'], string> = {
  xml: 'as XML',
  base64: 'in Base64',
  deflated: 'deflated and in Base64',
};

/**
 * Decodes a SAML assertion, or the message one comes in. **Decoded, not validated**: neither its signature nor
 * whom it is for is checked, and nothing it says is to be believed.
 *
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 */
export async function readSaml({ xml, packing, tooLong }: SamlText, clock: Clock): Promise<TokenReading> {
  const unread = blankReading('saml', 'Decoded, not validated: the signature of a SAML assertion is not checked here.');
  if (tooLong) {
    const most = MAX_SAML.toLocaleString('en');
    const size = packing === 'deflated' ? `unfolds to more than ${most} characters` : `has ${xml.length.toLocaleString('en')} characters`;
    const message = `This XML ${size}, and up to ${most} of a SAML message are read; those of real servers have a tenth of it.`;
    return { ...unread, error: readingError('INPUT_TOO_LARGE', message, null, null) };
  }
  const { parseXml, XmlError } = await import('@rgrove/parse-xml');
  let root: XmlElement | null;
  try {
    // The parser does the same (XML 1.0 §2.11), and copies the whole text for each line end it finds.
    ({ root } = parseXml(xml.replaceAll(/\r\n?/g, '\n')));
  } catch (thrown) {
    const place = thrown instanceof XmlError ? thrown : null;
    const reason =
      place === null ? 'it is nested too deep.' : `line ${place.line}, column ${place.column}: ${place.message.split('\n', 1)[0]}`;
    const position = place !== null && packing === 'xml' ? place.pos : null;
    return { ...unread, error: readingError('TOKEN_MALFORMED', `The XML is broken, ${reason}`, null, position) };
  }
  const assertion = root === null ? undefined : find(root, 'Assertion');
  const encrypted = root === null ? undefined : find(root, 'EncryptedAssertion');
  const isSaml = root !== null && /urn:oasis:names:tc:SAML:/.test(Object.values(root.attributes).join(' '));
  if (root === null || !isSaml) {
    const message = 'This is XML, but no SAML assertion and no SAML message.';
    return { ...unread, error: readingError('TOKEN_NOT_A_TOKEN', message, null, null) };
  }
  const rows = new Rows();
  const message = localName(root);
  if (message !== 'Assertion') rows.add('Message', message, 'What the assertion came in.', '3.2');
  rows.add(
    'ID',
    (assertion ?? root).attributes.ID ?? (assertion ?? root).attributes.AssertionID,
    'Identifier, so that a second use can be noticed.',
    '2.3.3',
  );
  rows.add(
    'IssueInstant',
    (assertion ?? root).attributes.IssueInstant,
    `Issued ${timeWords((assertion ?? root).attributes.IssueInstant, clock.now)}`,
    '2.3.3',
  );
  rows.add(
    'Issuer',
    (child(assertion, 'Issuer') ?? child(root, 'Issuer'))?.text.trim() ?? assertion?.attributes.Issuer,
    'Who made it.',
    '2.3.3',
  );
  const status = find(root, 'StatusCode')?.attributes.Value;
  rows.add('Status', status, status === undefined ? '' : `The server answered: ${lastPart(status)}.`, '3.2.2.2');
  if (assertion !== undefined) {
    addSubject(rows, child(assertion, 'Subject') ?? find(assertion, 'Subject'));
    addConditions(rows, assertion, clock.now);
    addAuthentication(rows, assertion, clock.now);
    addAttributes(rows, assertion);
  }
  const findings = [
    finding('saml_decoded', 'info', `Decoded (it came ${packings[packing]}), not validated: nothing in it is proved.`, saml('5')),
  ];
  if (encrypted !== undefined && assertion === undefined)
    findings.push(finding('saml_encrypted', 'info', 'The assertion inside is encrypted; only its recipient can read it.', saml('2.3.4')));
  if (assertion !== undefined) findings.push(...timeFindings(assertion, clock));
  findings.push(...signatureFindings(root, assertion));
  return { ...unread, claims: rows.claims, findings };
}
