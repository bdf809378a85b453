import { grantTraits } from '../../shared/model/grant-traits.ts';
import type {
  AuthMethod,
  BasicEncoding,
  GrantType,
  KeyEncoding,
  PkceMethod,
  RequestedResponseMode,
  ResponseType,
} from '../../shared/model/profile.ts';

/**
 * The values of an option, checked by the compiler to be all there are. The schemas know them too,
 * but asking those would load them, and `--help` is to be there at once.
 */
function all<T extends string>(values: Record<T, true>): readonly string[] {
  return Object.keys(values);
}

const shortNames = Object.keys(grantTraits) as GrantType[];

/** Every grant by its short name, and those that have one by their whole `grant_type`. */
export const grantTypes: readonly string[] = [...new Set(shortNames.flatMap((name) => [name, grantTraits[name].wireName ?? name]))];

/** The short name of a grant that was given by either. Any other URI is an extension grant. */
export function grantNamed(text: string): GrantType {
  return shortNames.find((name) => name === text || grantTraits[name].wireName === text) ?? 'extension';
}

export const authMethods = all<AuthMethod>({
  client_secret_basic: true,
  client_secret_post: true,
  client_secret_jwt: true,
  private_key_jwt: true,
  tls_client_auth: true,
  self_signed_tls_client_auth: true,
  none: true,
  custom: true,
});
export const basicEncodings = all<BasicEncoding>({ form: true, raw: true });
export const keyEncodings = all<KeyEncoding>({ utf8: true, base64: true, base64url: true, hex: true });
export const pkceMethods = all<PkceMethod>({ S256: true, plain: true, none: true });
export const responseModes = all<RequestedResponseMode>({
  query: true,
  fragment: true,
  form_post: true,
  jwt: true,
  'query.jwt': true,
  'fragment.jwt': true,
  'form_post.jwt': true,
});
export const responseTypes = all<ResponseType>({
  code: true,
  token: true,
  id_token: true,
  'id_token token': true,
  'code id_token': true,
  'code token': true,
  'code id_token token': true,
  none: true,
});
