import { AppError, asAppError, errorWords } from '../../shared/errors.ts';
import { findInText } from '../../shared/inspector/find-in-text.ts';
import { inspectToken } from '../../shared/inspector/inspect-token.ts';
import type { VerificationKey } from '../../shared/inspector/verification-key.ts';
import { errorCode } from '../../shared/model/app-error.ts';
import type { Finding, TokenForm, TokenReading } from '../../shared/model/token-reading.ts';
import { type ExitCode, exitCodeFor } from '../exit-code.ts';
import { printProblem } from '../failure.ts';
import type { InspectOptions } from '../inspect.ts';
import { writeLine } from '../output.ts';
import { readText } from '../token/read-secret.ts';
import { claimFindings } from './check-claims.ts';
import { readingText } from './print-reading.ts';

/**
 * Reads a token, verifies it if a key was named, and prints what was found.
 *
 * @returns 0; 4 when the signature was checked and does not hold, or issuer or audience is another; 2 for what is no token or broken;
 *   the code of the error where the key could not be had.
 * @throws AppError for wrong usage
 */
export async function runInspect(token: string | undefined, options: InspectOptions): Promise<ExitCode> {
  requireConsistent(token, options);
  const text = token === undefined || token === '-' ? readText('-', 'the token') : token;
  const found = chosenToken(text, options.choose);
  const inspected = await inspect(found.token, settingsOf(options));
  const { error, code } = inspected;
  const reading = { ...inspected.reading, findings: [...found.findings, ...inspected.reading.findings] };
  if (options.json) {
    await writeLine(process.stdout, JSON.stringify(reading));
    return code;
  }
  // What could not be read at all is refused, and nothing is said of it as if it had been.
  if (error === null || isReadable(reading)) await writeLine(process.stdout, readingText(reading));
  if (error !== null) await printProblem(error.toData());
  return code;
}

/** Whether anything of a text could be read, be it broken elsewhere. */
function isReadable({ kind, header, claims, keys = [], certificates = [] }: TokenReading): boolean {
  return kind !== 'opaque' && (header !== null || claims.length > 0 || keys.length > 0 || certificates.length > 0);
}

/** The token that is meant, and what it was found in. */
function chosenToken(text: string, choose: string | undefined): { readonly token: string; readonly findings: Finding[] } {
  const { place, tokens } = findInText(text);
  const number = choose === undefined ? 1 : wholeNumber('--choose', choose);
  const chosen = tokens[number - 1];
  if (chosen === undefined) {
    const count = tokens.length === 1 ? 'is one token' : `are ${tokens.length} tokens`;
    throw wrongUsage(`--choose is ${number}, and there ${count} in the text.`, 'Give a number from 1.');
  }
  if (place === null) return { token: chosen.token === text.trim() ? text : chosen.token, findings: [] };
  const which = tokens.length === 1 ? '' : `, number ${number} of ${tokens.length}: --choose names another`;
  const called = chosen.name === '' ? '' : ` (${chosen.name})`;
  return {
    token: chosen.token,
    findings: [{ id: 'found_in', severity: 'info', message: `Found in ${place}${called}${which}.`, spec: null }],
  };
}

function wholeNumber(option: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw wrongUsage(`${option} takes a whole number, not “${value}”.`, 'Give digits only.');
}

/** The options of a run, read once. */
interface Settings extends Omit<InspectOptions, 'payload'> {
  readonly clockSkewSeconds: number;
  readonly payload: string | undefined;
}

function settingsOf(options: InspectOptions): Settings {
  const clockSkewSeconds = options.clockSkew === undefined ? 0 : wholeNumber('--clock-skew', options.clockSkew);
  return { ...options, clockSkewSeconds, payload: options.payload === undefined ? undefined : readText(options.payload, '--payload') };
}

function wrongUsage(message: string, hint: string): AppError {
  return new AppError('INPUT_INVALID', { message, hint });
}

function requireConsistent(
  token: string | undefined,
  { jwks, issuer, key, secret, secretEncoding, decryptionKey, payload }: InspectOptions,
): void {
  if ([jwks, key, secret].filter((given) => given !== undefined).length > 1) {
    throw wrongUsage('Give only one of --jwks, --key and --secret.', 'Verify with one after the other.');
  }
  if (issuer === '') throw wrongUsage('--issuer is empty.', 'Give the issuer URL, as the token names it (iss).');
  if (secretEncoding !== undefined && secret === undefined) {
    throw wrongUsage('--secret-encoding says how --secret is written, and there is none.', 'Add --secret, or leave it out.');
  }
  const piped = token === undefined || token === '-';
  if ([piped ? '-' : '', key, decryptionKey, payload].filter((source) => source === '-').length > 1) {
    throw wrongUsage(
      'The token, --key, --decryption-key and --payload cannot read standard input together.',
      'Give the token as an argument, or the keys as files.',
    );
  }
  if (token === undefined && process.stdin.isTTY) {
    throw wrongUsage('There is no token.', 'Give it as an argument, or pipe it in: grantbench inspect - < token.txt');
  }
}

interface Inspected {
  readonly reading: TokenReading;
  readonly error: AppError | null;
  readonly code: ExitCode;
}

/** What a key can be tried on: a signature of its own. */
const signedForms: readonly TokenForm[] = ['jws', 'jws_json', 'sd_jwt'];

async function inspect(text: string, options: Settings): Promise<Inspected> {
  const { clockSkewSeconds, payload } = options;
  const reading = await inspectToken(text, { clockSkewSeconds, payload });
  if (reading.error !== undefined) {
    const code = errorCode.parse(reading.error.code);
    const error = new AppError(code, { message: reading.error.message, hint: errorWords[code].hint });
    return { reading, error, code: exitCodeFor(code) };
  }
  try {
    if ((reading.kind === 'jwe' || reading.kind === 'jwe_json') && options.decryptionKey !== undefined)
      return await inspectInside(text, options, options.decryptionKey);
    return await verified(text, reading, options);
  } catch (thrown) {
    const error = asAppError(thrown);
    const signature = { status: 'not_checked', reason: error.message } as const;
    const failure = { code: error.code, message: error.message, part: null, position: null };
    return { reading: { ...reading, signature, error: failure }, error, code: exitCodeFor(error.code) };
  }
}

/** Opens an encrypted token and inspects what lies inside: a signed token, or claims nobody signed. */
async function inspectInside(text: string, options: Settings, file: string): Promise<Inspected> {
  const { decryptToken } = await import('../../shared/inspector/decrypt-token.ts');
  const key = { kind: 'text', text: readText(file, '--decryption-key') } as const;
  const inside = await decryptToken({ token: text, key, clockSkewSeconds: options.clockSkewSeconds });
  if (inside.reading === null) {
    throw new AppError('TOKEN_NOT_A_TOKEN', { message: 'The token was opened, and what lies inside is neither a token nor claims.' });
  }
  return signedForms.includes(inside.reading.kind)
    ? await inspect(inside.text, options)
    : await verified(inside.text, inside.reading, options);
}

/** Checks signature, issuer and audience, as far as the options ask for it. */
async function verified(text: string, reading: TokenReading, options: Settings): Promise<Inspected> {
  const expected = claimFindings(reading.payload, options);
  const key = signedForms.includes(reading.kind) ? await namedKey(options) : null;
  let { signature } = reading;
  if (key !== null) {
    const { verifySignature } = await import('../../shared/inspector/verify-signature.ts');
    signature = await verifySignature(text, key, options.payload === undefined ? {} : { payload: options.payload });
  }
  const findings = [...reading.findings, ...(signature.findings ?? []), ...expected];
  const code = signature.status === 'invalid' || expected.length > 0 ? 4 : 0;
  return { reading: { ...reading, signature, findings }, error: null, code };
}

/** The key the options name, checked to be one. */
async function namedKey({ jwks, issuer, key, secret, secretEncoding }: Settings): Promise<VerificationKey | null> {
  if (jwks !== undefined || (issuer !== undefined && key === undefined && secret === undefined)) {
    const { fetchKeySet } = await import('./fetch-key-set.ts');
    return { kind: 'jwks', jwks: await fetchKeySet(jwks === undefined ? { issuer: issuer ?? '' } : { jwks }) };
  }
  if (key === undefined && secret === undefined) return null;
  const { keysOf, parseVerificationKey, secretBytes } = await import('../../shared/inspector/verification-key.ts');
  if (key !== undefined) {
    const parsed = parseVerificationKey(readText(key, '--key'));
    if (parsed.kind !== 'secret') await keysOf(parsed);
    return parsed;
  }
  if (secret === undefined) return null;
  const encoding = secretEncoding ?? 'utf8';
  secretBytes(secret, encoding);
  return { kind: 'secret', secret, encoding };
}
