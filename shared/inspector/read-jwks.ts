import { calculateJwkThumbprint, type JWK } from 'jose';
import { AppError } from '../errors.ts';
import { describeKey, modulusBits } from '../keys/describe-key.ts';
import { readJwk } from '../keys/read-jwk.ts';
import { isObject } from '../model/plain-object.ts';
import { rfc } from '../model/spec-link.ts';
import type { Finding, KeyFacts, ReadClaim, TokenReading } from '../model/token-reading.ts';
import { asBase64url, base64urlFault, decodeBytes } from './base64url.ts';
import { DerAllowance } from './der-allowance.ts';
import { readCertificates } from './read-certificates.ts';
import { blankReading } from './reading-parts.ts';
import { registeredJwkMembers } from './registered-jwk-members.ts';
import { finding } from './token-findings.ts';
import { secretWeakness } from './weak-secret.ts';

type Members = Record<string, unknown>;

/** Keys that are described; more are counted. Each takes a hash and a look by Web Crypto. */
const MOST = 100;
/** Members of one key; ten times what the longest has. */
const MOST_MEMBERS = 200;
/** Keys of a set whose own certificates are read; each costs a parse. */
const MOST_CERTIFIED = 20;
const MIN_RSA_BITS = 2048;
const HIDDEN = '••••••';

/** Members that whoever has them signs and decrypts with. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** The members of a key with their meaning; what is private stands as dots, whoever looks. */
function membersOf(jwk: Members): ReadClaim[] {
  return Object.entries(jwk)
    .slice(0, MOST_MEMBERS)
    .map(([name, value]) => {
      const [meaning, spec] = registeredJwkMembers.get(name) ?? ['', null];
      return { name, value: privateMembers.includes(name) ? HIDDEN : value, meaning, spec };
    });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function holdsOf(jwk: Members): KeyFacts['holds'] {
  if (jwk.kty === 'oct' || jwk.k !== undefined) return 'secret';
  return privateMembers.some((name) => jwk[name] !== undefined) ? 'private' : 'public';
}

/** Words for a key nothing here computes with. */
function plainWords(jwk: Members): string {
  const curve = textOf(jwk.crv);
  return [textOf(jwk.kty), curve].filter((part) => part !== null).join(', ');
}

function strength(jwk: Members): Finding[] {
  if (jwk.kty === 'RSA' && typeof jwk.n === 'string' && base64urlFault(jwk.n) === null) {
    const bits = modulusBits(jwk.n);
    if (bits < MIN_RSA_BITS)
      return [finding('rsa_short', 'error', `The RSA key has ${bits} bits; fewer than ${MIN_RSA_BITS} can be broken.`, rfc(7518, '3.3'))];
  }
  if (jwk.kty === 'oct' && typeof jwk.k === 'string') {
    const bare = asBase64url(jwk.k);
    if (base64urlFault(bare) !== null) return [];
    const bits = Number(/^HS(256|384|512)$/.exec(String(jwk.alg))?.[1] ?? 256);
    const encrypts = typeof jwk.alg === 'string' && jwk.alg.startsWith('A');
    const weakness = secretWeakness(jwk.k, decodeBytes(bare), encrypts ? 128 : bits);
    if (weakness !== null) return [finding('secret_weak', 'error', weakness, rfc(7518, '3.2'))];
  }
  return [];
}

async function thumbprintOf(jwk: Members): Promise<string | null> {
  try {
    return await calculateJwkThumbprint(jwk as JWK);
  } catch {
    return null;
  }
}

/**
 * Says of a JSON Web Key what it is, with the certificates it carries. Private parts are masked.
 *
 * @param now epoch milliseconds
 * @param most certificates of it that are read; all that are read of any chain, where it is left out
 * @param allowance what may still be read of the text the key is from
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-4.7
 */
export async function describeJwk(value: unknown, now: number, most?: number, allowance?: DerAllowance): Promise<KeyFacts> {
  const facts = await keyFacts(value);
  if (!isObject(value) || value.x5c === undefined) return facts;
  const { certificates, findings } = await readCertificates(value, now, most, allowance);
  const certified = certificates[0]?.keyThumbprint ?? null;
  const other =
    certified === null || facts.thumbprint === null || certified === facts.thumbprint
      ? []
      : [finding('x5c_other_key', 'error', 'The first certificate in x5c is of another key than this one.', rfc(7517, '4.7'))];
  return { ...facts, certificates: [...certificates], findings: [...facts.findings, ...findings, ...other] };
}

async function keyFacts(value: unknown): Promise<KeyFacts> {
  const jwk = isObject(value) ? value : {};
  const facts = { kid: textOf(jwk.kid), kty: textOf(jwk.kty) ?? '', use: textOf(jwk.use), alg: textOf(jwk.alg), holds: holdsOf(jwk) };
  const findings: Finding[] = strength(jwk);
  let words = plainWords(jwk);
  let thumbprint: string | null = null;
  const count = Object.keys(jwk).length;
  if (count > MOST_MEMBERS) {
    const message = `It has ${count} members, and no key has more than ${MOST_MEMBERS}: it is not looked at.`;
    return {
      ...facts,
      words,
      thumbprint,
      members: membersOf(jwk),
      findings: [...findings, finding('key_unusable', 'warning', message, rfc(7517, '4'))],
    };
  }
  try {
    const known = await describeKey(await readJwk(value));
    words = known.words;
    thumbprint = known.thumbprint;
  } catch (thrown) {
    // A shared secret that is broken, a curve nobody computes with: what is there is still listed.
    const reason = thrown instanceof AppError ? thrown.message : 'It cannot be used.';
    findings.push(finding('key_unusable', 'warning', reason, rfc(7517, '4')));
    thumbprint = await thumbprintOf(jwk);
  }
  return { ...facts, words, thumbprint, members: membersOf(jwk), findings };
}

/** What is to be said of the keys of a set together. */
function setFindings(keys: readonly KeyFacts[]): Finding[] {
  const findings: Finding[] = [];
  const kids = keys.map(({ kid }) => kid).filter((kid) => kid !== null);
  const twice = kids.find((kid, index) => kids.indexOf(kid) !== index);
  if (twice !== undefined)
    findings.push(
      finding('kid_twice', 'warning', `Several keys are called “${twice}”: which one is meant is left to chance.`, rfc(7517, '4.5')),
    );
  if (keys.length > 1 && kids.length < keys.length)
    findings.push(
      finding('kid_missing', 'warning', 'Not every key has a name (kid), so a token cannot say which one it is of.', rfc(7517, '4.5')),
    );
  const held = keys.filter(({ holds }) => holds !== 'public').length;
  if (held > 0) {
    const message = `${held} of ${keys.length} keys ${held === 1 ? 'holds' : 'hold'} the private part: whoever reads a set like this makes tokens. A server publishes public keys only.`;
    findings.push(finding('private_in_set', 'error', message, rfc(7517, '9.2')));
  }
  return findings;
}

/**
 * Reads a JSON Web Key. Private parts are said to be there and never shown.
 *
 * @param now epoch milliseconds
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-4
 */
export async function readJwkText(jwk: Members, now: number): Promise<TokenReading> {
  const key = await describeJwk(jwk, now);
  const secret: Finding[] =
    key.holds === 'public'
      ? []
      : [
          finding(
            'private_key',
            'warning',
            'It holds the private part: whoever has it makes tokens, or reads encrypted ones.',
            rfc(7517, '9.2'),
          ),
        ];
  return {
    ...blankReading('jwk', 'A key is not signed.'),
    keys: [key],
    findings: [...secret, ...key.findings],
  };
}

/**
 * Reads a JWK Set, each key by itself.
 *
 * @param now epoch milliseconds
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export async function readJwkSet(list: readonly unknown[], now: number): Promise<TokenReading> {
  const keys: KeyFacts[] = [];
  const allowance = new DerAllowance();
  for (const [index, jwk] of list.slice(0, MOST).entries()) {
    keys.push(index < MOST_CERTIFIED ? await describeJwk(jwk, now, 1, allowance) : await keyFacts(jwk));
  }
  const findings = setFindings(keys);
  if (list.length === 0) findings.push(finding('set_empty', 'warning', 'There is no key in the set.', rfc(7517, '5.1')));
  if (list.length > MOST) findings.push(finding('too_many', 'warning', `It has ${list.length} keys; the first ${MOST} are shown.`, null));
  for (const [index, { kid, findings: own }] of keys.entries()) {
    for (const said of own) findings.push({ ...said, message: `Key ${kid ?? index + 1}: ${said.message}` });
  }
  return { ...blankReading('jwk_set', 'A set of keys is not signed.'), keys, findings };
}
