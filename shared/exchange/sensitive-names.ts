import type { SealKind } from '../model/exchange.ts';
import { isSecretName } from '../model/value.ts';

/** Names as servers spell them, without case, hyphens and underscores. */
const kinds: ReadonlyMap<string, SealKind> = new Map<string, SealKind>([
  ['authorization', 'authorization'],
  ['proxyauthorization', 'authorization'],
  ['cookie', 'cookie'],
  ['setcookie', 'cookie'],
  ['clientsecret', 'client_secret'],
  ['password', 'password'],
  ['passwd', 'password'],
  ['pwd', 'password'],
  ['code', 'code'],
  ['authorizationcode', 'code'],
  ['devicecode', 'code'],
  ['codeverifier', 'code_verifier'],
  ['accesstoken', 'access_token'],
  ['refreshtoken', 'refresh_token'],
  ['idtoken', 'id_token'],
  ['idtokenhint', 'id_token'],
  ['assertion', 'assertion'],
  ['clientassertion', 'assertion'],
  ['samlresponse', 'assertion'],
  ['dpop', 'assertion'],
  ['authreqid', 'code'],
  ['subjecttoken', 'token'],
  ['actortoken', 'token'],
  ['softwarestatement', 'assertion'],
]);

/** Says no to most names at once: this is asked of every member of every answer. */
const telling = /code|pass|pwd|token|secret|asser|auth|cookie|dpop|saml|statement|key/i;

/** Names that contain a telling word but only describe: `token_type`, `token_endpoint`, `id_token_signed_response_alg`. */
const descriptive =
  /^public|type(hint)?$|types$|endpoint|supported$|alg$|enc$|ur[il]s?$|method$|format$|use$|hash$|expires|expiry|issuedat|lifetime|ttl$/;

/**
 * What a value is by the name it goes under (a header, a parameter, a JSON member), or null where
 * the name says nothing secret. Case, hyphens and underscores do not matter; of `user[password]`
 * and `params.code` the last part counts too.
 */
export function sensitiveKind(name: string): SealKind | null {
  if (!telling.test(name)) return null;
  const plain = name.toLowerCase().replace(/[-_]/g, '');
  const last = /([^.:[\]]*)\]*$/.exec(plain)?.[1] ?? plain;
  const known = kinds.get(plain) ?? kinds.get(last);
  if (known !== undefined) return known;
  if (plain.endsWith('authorization')) return 'authorization';
  if (descriptive.test(plain) || !isSecretName(name)) return null;
  if (/password|passphrase/.test(plain)) return 'password';
  if (plain.includes('assertion')) return 'assertion';
  return plain.includes('token') ? 'token' : 'secret';
}
