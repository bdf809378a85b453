import { rfc, type SpecLink } from '../model/spec-link.ts';
import type { Finding } from '../model/token-reading.ts';
import { signatureAlgorithms } from './algorithms.ts';
import { decodedLength } from './base64url.ts';
import { looksLikeMilliseconds } from './time-claims.ts';
import { clockWords, durationWords, isTime } from './time-words.ts';

/** One thing that was found. */
export function finding(id: string, severity: Finding['severity'], message: string, spec: SpecLink | null): Finding {
  return { id, severity, message, spec };
}

/** What is remarkable about the header and signature of a JWS, before anything is verified. */
export function headerFindings(header: Record<string, unknown>, signature: string): Finding[] {
  const { alg } = header;
  if (typeof alg !== 'string' || alg === '') {
    return [finding('alg_missing', 'error', 'The header names no algorithm (alg), so nobody can verify the token.', rfc(7515, '4.1.1'))];
  }
  if (alg === 'none') {
    const unsecured = finding('alg_none', 'error', 'Unsecured (alg none): anyone can have made or changed this token.', rfc(8725, '3.2'));
    return signature === ''
      ? [unsecured]
      : [unsecured, finding('signature_unexpected', 'error', 'It says alg none and carries a signature all the same.', rfc(7518, '3.6'))];
  }
  if (alg.toLowerCase() === 'none') {
    return [finding('alg_none', 'error', `The algorithm is “${alg}”: a way to smuggle alg none past a careless check.`, rfc(8725, '3.2'))];
  }
  const algorithm = signatureAlgorithms.get(alg);
  if (algorithm === undefined) {
    return [finding('alg_unknown', 'warning', `“${alg}” is no registered signature algorithm.`, rfc(7518, '3.1'))];
  }
  if (signature === '') {
    return [
      finding('signature_missing', 'error', `The signature was cut off: ${alg} needs one, and the last part is empty.`, rfc(7515, '3.1')),
    ];
  }
  const bytes = decodedLength(signature);
  if (algorithm.signatureBytes !== null && bytes !== algorithm.signatureBytes) {
    const message = `The signature has ${bytes} bytes, and ${alg} makes ${algorithm.signatureBytes}.`;
    return [finding('signature_length', 'error', message, rfc(7518, '3.1'))];
  }
  return [];
}

/** Rounds of PBES2 below which a password is guessed, and above which opening is an attack. */
const MIN_ITERATIONS = 1_000;
const MAX_ITERATIONS = 1_000_000;

/** What is remarkable about the header of an encrypted token. */
export function encryptionFindings({ alg, p2c }: Record<string, unknown>): Finding[] {
  if (alg === 'RSA1_5') {
    const message = 'RSA1_5 is open to padding-oracle attacks (Bleichenbacher): use RSA-OAEP-256 instead.';
    return [finding('alg_rsa1_5', 'warning', message, rfc(8725, '3.2'))];
  }
  if (typeof alg !== 'string' || !alg.startsWith('PBES2-') || typeof p2c !== 'number') return [];
  if (p2c < MIN_ITERATIONS) {
    const message = `The password is hashed ${p2c} times only; fewer than ${MIN_ITERATIONS} make it easy to guess offline.`;
    return [finding('p2c_low', 'warning', message, rfc(7518, '4.8.1.2'))];
  }
  if (p2c <= MAX_ITERATIONS) return [];
  const message = `The password is to be hashed ${p2c} times: that keeps whoever opens the token busy, and is refused here.`;
  return [finding('p2c_high', 'warning', message, rfc(8725, '3.2'))];
}

function timeFault(name: string, value: unknown, spec: SpecLink): Finding | null {
  if (value === undefined) return null;
  if (typeof value !== 'number') {
    return finding(`${name}_not_a_time`, 'error', `${name} must be a number of seconds, and is not a number.`, spec);
  }
  if (looksLikeMilliseconds(value)) {
    return finding(`${name}_in_milliseconds`, 'error', `${name} seems to be in milliseconds; a token counts seconds.`, spec);
  }
  return isTime(value) ? null : finding(`${name}_not_a_time`, 'error', `${name} is no time that a calendar has.`, spec);
}

/**
 * What the times of a claims set say at this moment.
 *
 * @param now epoch milliseconds
 * @param skew seconds that two clocks may differ
 * @param needsExpiry whether such a token without `exp` is worth a word
 */
export function timeFindings(claims: Record<string, unknown>, now: number, skew: number, needsExpiry = true): Finding[] {
  const findings: Finding[] = [];
  const seconds = now / 1000;
  const specs = { exp: rfc(7519, '4.1.4'), nbf: rfc(7519, '4.1.5'), iat: rfc(7519, '4.1.6') };
  // Own members only: a claims set says nothing through its prototype.
  const { exp, nbf, iat } = claims;
  const expFault = timeFault('exp', exp, specs.exp);
  const nbfFault = timeFault('nbf', nbf, specs.nbf);
  const iatFault = timeFault('iat', iat, specs.iat);
  for (const fault of [expFault, nbfFault, iatFault]) if (fault !== null) findings.push(fault);

  if (exp === undefined && needsExpiry) {
    findings.push(finding('exp_missing', 'warning', 'It never expires (no exp): once stolen, it can be used for ever.', specs.exp));
  } else if (typeof exp === 'number' && expFault === null && seconds >= exp + skew) {
    const message = `Expired ${durationWords(seconds - exp)} ago, ${clockWords(exp, seconds)}.`;
    findings.push(finding('expired', 'error', message, specs.exp));
  }
  if (typeof nbf === 'number' && nbfFault === null && seconds + skew < nbf) {
    const message = `Not valid yet: only in ${durationWords(nbf - seconds)}, ${clockWords(nbf, seconds)}.`;
    findings.push(finding('not_yet_valid', 'error', message, specs.nbf));
  }
  if (typeof iat === 'number' && iatFault === null && seconds + skew < iat) {
    const message = `Issued ${durationWords(iat - seconds)} in the future: one of the clocks is wrong.`;
    findings.push(finding('issued_in_future', 'warning', message, specs.iat));
  }
  return findings;
}

/** A number that JavaScript (and many other readers) rounds; one that rounds to infinity is null when JSON is made of it again. */
export function impreciseNumberFinding(part: string, number: string): Finding {
  const shown = number.length > 40 ? `${number.slice(0, 40)}…` : number;
  const fate = Number.isFinite(Number(number))
    ? 'most programs cannot hold exactly; it is shown rounded'
    : 'is larger than most programs can hold; it is shown as null';
  return finding('number_precision', 'warning', `The ${part} has the number ${shown}, which ${fate}.`, rfc(8259, '6'));
}

/** Base64url that another spelling decodes to as well. */
export function strayBitsFinding(part: string): Finding {
  return finding(
    'base64_stray_bits',
    'warning',
    `The last character of the ${part} carries bits that belong to no byte: other spellings of this token decode to the same.`,
    rfc(4648, '3.5'),
  );
}
