import { AppError } from '../errors.ts';
import { readKey } from '../keys/read-key.ts';
import { rfc } from '../model/spec-link.ts';
import type { CertificateReading, Finding, KeyFacts, TokenReading } from '../model/token-reading.ts';
import { asBase64url, base64urlFault, decodeBytes } from './base64url.ts';
import { certificateFindings, chainFindings, describeCertificate } from './certificate-reading.ts';
import { DerAllowance } from './der-allowance.ts';
import { describeJwk } from './read-jwks.ts';
import { blankReading, type ReadingError, readingError } from './reading-parts.ts';
import { finding } from './token-findings.ts';

/** Blocks of one text that are read: chains have three or four. Each costs a parse. */
const MOST = 20;
/** Characters of a block's Base64 beyond which it is no key and no certificate. */
const MAX_BLOCK = 90_000;

const begin = /-----BEGIN ([A-Z0-9 ]{1,64})-----/g;
const certificateLabels = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'];
const spec = rfc(7468, '2');

/** One block, and where it and its Base64 stand in the text. */
interface Block {
  readonly label: string;
  readonly start: number;
  readonly bodyStart: number;
  readonly body: string;
  readonly text: string;
}

interface Found {
  readonly certificates: CertificateReading[];
  readonly keys: KeyFacts[];
  readonly findings: Finding[];
}

/** Divides a text into its blocks, up to the first that is cut off. */
function blocksOf(text: string): { readonly blocks: readonly Block[]; readonly error: ReadingError | null } {
  const blocks: Block[] = [];
  for (const match of text.matchAll(begin)) {
    const { index: start } = match;
    const [line, label = ''] = match;
    const bodyStart = start + line.length;
    const endLine = `-----END ${label}-----`;
    const end = text.indexOf(endLine, bodyStart);
    if (end === -1) {
      const message = `The block “${label}” has no END line: the text is cut off at character ${text.length}.`;
      return { blocks, error: readingError('TOKEN_MALFORMED', message, label, Math.max(text.length - 1, 0)) };
    }
    blocks.push({ label, start, bodyStart, body: text.slice(bodyStart, end), text: text.slice(start, end + endLine.length) });
    if (blocks.length > MOST) break;
  }
  if (blocks.length > 0) return { blocks, error: null };
  const at = text.indexOf('-----BEGIN ');
  return { blocks, error: readingError('TOKEN_MALFORMED', `The BEGIN line at character ${at + 1} is broken.`, null, at) };
}

/** The first thing in a block that is no Base64, as a place in the text; the header lines of old OpenSSL keys are none of it. */
function bodyFault({ label, bodyStart, body }: Block): ReadingError | null {
  if (body.includes('Proc-Type:')) return null;
  const at = body.search(/[^A-Za-z0-9+/=\s]/);
  if (at === -1) return null;
  const message = `The block “${label}” has “${String.fromCodePoint(body.codePointAt(at) ?? 0)}” at character ${bodyStart + at + 1}, which does not belong to Base64.`;
  return readingError('TOKEN_MALFORMED', message, label, bodyStart + at);
}

async function readBlock(block: Block, found: Found, now: number, allowance: DerAllowance): Promise<void> {
  const { label, body, text } = block;
  if (body.length > MAX_BLOCK) {
    throw new AppError('INPUT_TOO_LARGE', { message: `it has ${body.length} characters, and up to ${MAX_BLOCK} are read.` });
  }
  const bare = asBase64url(body.replaceAll(/\s/g, ''));
  const fault = base64urlFault(bare);
  if (certificateLabels.includes(label)) {
    if (fault !== null) throw new AppError('INPUT_KEY', { message: fault.reason });
    const certificate = await describeCertificate(decodeBytes(bare), allowance);
    found.certificates.push(certificate);
    found.findings.push(...certificateFindings(certificate, now));
    return;
  }
  if (label === 'EC PARAMETERS') return;
  // What is no Base64 is refused below, with a reason.
  if (fault === null) allowance.spend(decodeBytes(bare));
  const { keys } = await readKey(text);
  for (const { jwk } of keys) {
    const key = await describeJwk(jwk, now);
    found.keys.push(key);
    found.findings.push(...key.findings);
    if (key.holds !== 'public') {
      const message = 'It holds the private part: whoever has it makes tokens, or reads encrypted ones.';
      found.findings.push(finding('private_key', 'warning', message, rfc(7468, '10')));
    }
  }
}

/**
 * Reads the certificates and keys of a PEM text. Whether anybody trustworthy issued a certificate is not
 * checked. Private parts are said to be there and never shown.
 *
 * @param now epoch milliseconds
 * @see https://www.rfc-editor.org/rfc/rfc7468
 */
export async function readPem(text: string, now: number): Promise<TokenReading> {
  const { blocks, error: cutOff } = blocksOf(text);
  const found: Found = { certificates: [], keys: [], findings: [] };
  const allowance = new DerAllowance();
  let error: ReadingError | null = null;
  for (const [index, block] of blocks.slice(0, MOST).entries()) {
    const fault = bodyFault(block);
    if (fault !== null) {
      error ??= fault;
      continue;
    }
    try {
      await readBlock(block, found, now, allowance);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      const message = `Block ${index + 1} (${block.label}): ${thrown.message}`;
      // What is locked, or of a kind nothing here computes with, is not broken.
      if (thrown.code === 'INPUT_PASSPHRASE' || thrown.code === 'UNSUPPORTED')
        found.findings.push(finding('block_unread', 'warning', message, spec));
      else error ??= readingError('TOKEN_MALFORMED', message, block.label, block.bodyStart);
    }
  }
  error ??= cutOff;
  if (blocks.length > MOST) found.findings.push(finding('too_many', 'warning', `Only the first ${MOST} blocks are read.`, spec));
  return {
    ...ofFound(
      found,
      blocks.some(({ label }) => certificateLabels.includes(label)),
    ),
    ...(error !== null && { error }),
  };
}

function ofFound({ certificates, keys, findings }: Found, certified: boolean): TokenReading {
  const blank = certified
    ? blankReading('certificate', 'The signature of a certificate is its issuer’s, and is not checked here.')
    : blankReading('pem_key', 'A key is not signed.');
  return {
    ...blank,
    ...(certificates.length > 0 && { certificates }),
    ...(keys.length > 0 && { keys }),
    findings: [...findings, ...chainFindings(certificates)],
  };
}

/** Base64 of DER: a SEQUENCE of more than 255 bytes. */
const derLook = /^MI[A-Za-z0-9+/=\s_-]{200,}$/;

/**
 * Reads a certificate that came as bare Base64, as `x5c` and SAML metadata have it. Null where the text is none.
 *
 * @param now epoch milliseconds
 */
export async function readBareCertificate(text: string, now: number): Promise<TokenReading | null> {
  if (text.length > MAX_BLOCK || !derLook.test(text)) return null;
  const bare = asBase64url(text.replaceAll(/\s/g, ''));
  if (base64urlFault(bare) !== null) return null;
  try {
    const certificate = await describeCertificate(decodeBytes(bare), new DerAllowance());
    const message = 'It came as bare Base64, without its BEGIN and END lines.';
    const findings = [...certificateFindings(certificate, now), finding('certificate_bare', 'info', message, spec)];
    return ofFound({ certificates: [certificate], keys: [], findings }, true);
  } catch (thrown) {
    // Other Base64 may look like it: then it is what else it is.
    if (thrown instanceof AppError) return null;
    throw thrown;
  }
}
