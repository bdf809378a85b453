import type { AuthMethod, BasicEncoding, GrantType, PkceMethod, ResponseMode } from '../../shared/model/profile.ts';

/**
 * The values of an option, checked by the compiler to be all there are. The schemas know them too,
 * but asking those would load them, and `--help` is to be there at once.
 */
function all<T extends string>(values: Record<T, true>): readonly string[] {
  return Object.keys(values);
}

export const grantTypes = all<GrantType>({ client_credentials: true, password: true, authorization_code: true, refresh_token: true });
export const authMethods = all<AuthMethod>({ client_secret_basic: true, client_secret_post: true, none: true });
export const basicEncodings = all<BasicEncoding>({ form: true, raw: true });
export const pkceMethods = all<PkceMethod>({ S256: true, plain: true, none: true });
export const responseModes = all<ResponseMode>({ query: true, fragment: true, form_post: true });
