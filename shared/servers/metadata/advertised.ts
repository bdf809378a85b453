import { isThisMachine } from '../../model/loopback.ts';

/** A metadata document as the rules look at it. Whatever has another form than it should counts as not said. */
export interface Advertised {
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Whether the server speaks OpenID Connect, by what only such a server says. */
  readonly openId: boolean;
  /** Whether it has an endpoint users are sent to. */
  readonly authorizes: boolean;
  /** Null where not said. */
  list(name: string): readonly string[] | null;
  text(name: string): string | null;
  flag(name: string): boolean | null;
  /** Members that are URLs of endpoints, those for clients with a certificate included. */
  readonly endpoints: readonly { readonly name: string; readonly url: URL }[];
}

/** Members only an OpenID Provider has reason to publish. */
const openIdMembers = ['userinfo_endpoint', 'id_token_signing_alg_values_supported', 'subject_types_supported'];

/** Looks at a metadata document, of whatever form. */
export function advertised(metadata: Readonly<Record<string, unknown>>): Advertised {
  const list = (name: string) => {
    const value = metadata[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : null;
  };
  const text = (name: string) => (typeof metadata[name] === 'string' && metadata[name] !== '' ? metadata[name] : null);
  return {
    metadata,
    openId: openIdMembers.some((name) => metadata[name] !== undefined) || list('scopes_supported')?.includes('openid') === true,
    authorizes: text('authorization_endpoint') !== null,
    list,
    text,
    flag: (name) => (typeof metadata[name] === 'boolean' ? metadata[name] : null),
    endpoints: [...endpointsIn(metadata), ...endpointsIn(objectOf(metadata.mtls_endpoint_aliases))],
  };
}

function endpointsIn(members: Readonly<Record<string, unknown>>): { name: string; url: URL }[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const url = isEndpoint(name) && typeof value === 'string' ? URL.parse(value) : null;
    return url === null ? [] : [{ name, url }];
  });
}

function isEndpoint(name: string): boolean {
  return name.endsWith('_endpoint') || name === 'jwks_uri' || name === 'check_session_iframe';
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Whether a URL protects what is sent to it: by TLS, or because it never leaves this machine. */
export function isProtected(url: URL): boolean {
  return url.protocol === 'https:' || isThisMachine(url);
}
