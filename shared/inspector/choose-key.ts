import type { SignatureAlgorithm } from './algorithms.ts';
import type { AnyJwk } from './verification-key.ts';

/** Which keys may have made a signature, and by which rule they were chosen. */
export interface KeyChoice {
  readonly keys: readonly AnyJwk[];
  /** How they were chosen, as part of a sentence; with no keys, a sentence that says why. */
  readonly why: string;
}

/** No server has so many; a set made to keep us busy may. */
const MAX_KEYS = 50;

function algorithmFits(key: AnyJwk, alg: string): boolean {
  if (key.alg === undefined || key.alg === alg) return true;
  // Two names of one thing (RFC 9864).
  const edwards = ['EdDSA', 'Ed25519', 'Ed448'];
  return typeof key.alg === 'string' && edwards.includes(key.alg) && edwards.includes(alg);
}

/** What a key set, which anybody may have written, says there. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Why a key did not make signatures of this algorithm: it `cannot`, or it `must not` by its own words. */
interface Objection {
  readonly kind: 'cannot' | 'must not';
  readonly why: string;
}

function objection(key: AnyJwk, alg: string, algorithm: SignatureAlgorithm): Objection | null {
  const cannot = (why: string): Objection => ({ kind: 'cannot', why });
  const mustNot = (why: string): Objection => ({ kind: 'must not', why });
  if (key.kty !== algorithm.keyType) return cannot(`it is of type ${key.kty}, and ${alg} needs ${algorithm.keyType}`);
  if (algorithm.curves.length > 0 && !algorithm.curves.some((curve) => curve === key.crv)) {
    return cannot(`it is on the curve ${shown(key.crv)}, and ${alg} needs ${algorithm.curves.join(' or ')}`);
  }
  if (!algorithmFits(key, alg)) return mustNot(`it is for ${shown(key.alg)} (alg), and the token says ${alg}`);
  if (key.use !== undefined && key.use !== 'sig') return mustNot(`it is not for signatures (use ${shown(key.use)})`);
  if (Array.isArray(key.key_ops) && !key.key_ops.some((use) => use === 'verify' || use === 'sign')) {
    return mustNot(`it is not for signatures (key_ops ${key.key_ops.map(shown).join(', ')})`);
  }
  return null;
}

/** A key that is of another type or curve was looked at, and cannot have made the signature: that is no key “not checked”. */
function refusalOf(name: string, of: Objection | null): string {
  if (of === null) return `${name} does not fit.`;
  return of.kind === 'cannot' ? `${name} cannot have made the signature: ${of.why}.` : `${name} must not be used for it: ${of.why}.`;
}

/**
 * Chooses, from the keys that were offered, those that may have signed a token: by type, curve,
 * `alg`, `use` and `key_ops`, then by `kid`. A `kid` is a hint, not an authority (RFC 7515 §4.1.4):
 * where no key has it, all fitting ones are tried, and the reader is told.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-4
 */
export function chooseKeys(keys: readonly AnyJwk[], header: { alg: string; kid: unknown }, algorithm: SignatureAlgorithm): KeyChoice {
  const { alg, kid } = header;
  const allFitting = keys.filter((key) => objection(key, alg, algorithm) === null);
  const fitting = allFitting.slice(0, MAX_KEYS);
  if (typeof kid === 'string' && keys.length > 0) {
    const named = allFitting.filter((key) => key.kid === kid).slice(0, MAX_KEYS);
    if (named.length > 0) return { keys: named, why: `chosen by kid “${kid}”` };
    const unfit = keys.find((key) => key.kid === kid);
    if (unfit !== undefined) return { keys: [], why: refusalOf(`The key “${kid}”`, objection(unfit, alg, algorithm)) };
  }
  if (fitting.length === 0) {
    const [only] = keys;
    if (only === undefined) return { keys: [], why: 'The key set is empty.' };
    if (keys.length === 1) return { keys: [], why: refusalOf('This key', objection(only, alg, algorithm)) };
    return { keys: [], why: `None of the ${keys.length} keys is for ${alg} signatures.` };
  }
  const kids = fitting.filter((key) => key.kid !== undefined);
  if (typeof kid !== 'string')
    return {
      keys: fitting,
      why: fitting.length === 1 ? `the one key for ${alg}` : `the token names no kid, so every key for ${alg} was tried`,
    };
  // A single key without a name (a PEM, a bare JWK) contradicts no kid.
  if (kids.length === 0)
    return { keys: fitting, why: fitting.length === 1 ? `the one key for ${alg}` : `no key has a kid, so every key for ${alg} was tried` };
  return { keys: fitting, why: `no key has the kid “${kid}” the token names, so every key for ${alg} was tried` };
}
