import { isObject } from '../model/plain-object.ts';
import { openId, rfc, type SpecLink } from '../model/spec-link.ts';
import type { TokenPurpose } from '../model/token-reading.ts';

type Members = Readonly<Record<string, unknown>>;

/** What a JWT may be for, how it is recognised, and what the specification wants in it. */
export interface Purpose {
  readonly id: string;
  /** `ID token`; inside a sentence it follows an article. */
  readonly title: string;
  readonly spec: SpecLink;
  /** Values of `typ`, in lower case and without `application/`. */
  readonly types: readonly string[];
  /** Whether claims that come without such a `typ` can only be this. Left out where only the `typ` tells. */
  readonly looksLike?: (claims: Members, header: Members) => boolean;
  /** Claims that must be there; of a list, one of them. */
  readonly needs: readonly (string | readonly string[])[];
  /** Header members that must be there. */
  readonly needsHeader?: readonly string[];
  /** Whether the key is named elsewhere, and needs no name in the header. */
  readonly keyElsewhere?: boolean;
  /** Whether `typ` must say what it is. */
  readonly needsType?: boolean;
  /** Claims that must not be there, and why. */
  readonly refuses?: readonly (readonly [name: string, why: string])[];
  /** Whether an `exp` is expected: what is checked once, at once, needs none. */
  readonly expires: boolean;
  /** Seconds from issue to expiry beyond which it lives too long; null where that is nobody's business. */
  readonly longest: number | null;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

const logoutSpec: SpecLink = {
  rfc: 'OpenID Connect Back-Channel Logout 1.0',
  section: '2.4',
  url: 'https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken',
};
const federationSpec: SpecLink = {
  rfc: 'OpenID Federation 1.0',
  section: '3',
  url: 'https://openid.net/specs/openid-federation-1_0.html#name-entity-statement',
};
const credentialSpec: SpecLink = {
  rfc: 'SD-JWT VC',
  section: '3.2',
  url: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/',
};

/** The surest first: the order in which claims are compared. */
export const purposes: readonly Purpose[] = [
  {
    id: 'dpop_proof',
    title: 'DPoP proof',
    spec: rfc(9449, '4.2'),
    types: ['dpop+jwt'],
    looksLike: ({ htm, htu }) => isText(htm) && isText(htu),
    needs: ['jti', 'htm', 'htu', 'iat'],
    needsHeader: ['jwk'],
    needsType: true,
    keyElsewhere: true,
    expires: false,
    longest: null,
  },
  {
    id: 'kb_jwt',
    title: 'key binding JWT',
    spec: rfc(9901, '4.3'),
    types: ['kb+jwt'],
    looksLike: ({ sd_hash }) => isText(sd_hash),
    needs: ['iat', 'aud', 'nonce', 'sd_hash'],
    needsType: true,
    keyElsewhere: true,
    expires: false,
    longest: null,
  },
  {
    id: 'logout_token',
    title: 'logout token',
    spec: logoutSpec,
    types: ['logout+jwt'],
    looksLike: ({ events }) => isObject(events) && Object.hasOwn(events, LOGOUT_EVENT),
    needs: ['iss', 'aud', 'iat', 'exp', 'jti', 'events', ['sub', 'sid']],
    refuses: [['nonce', 'so that it can never pass for an ID token']],
    expires: true,
    longest: HOUR,
  },
  {
    id: 'security_event',
    title: 'security event token',
    spec: rfc(8417, '2.2'),
    types: ['secevent+jwt'],
    looksLike: ({ events }) => isObject(events),
    needs: ['iss', 'iat', 'jti', 'events'],
    expires: false,
    longest: null,
  },
  {
    id: 'introspection_response',
    title: 'introspection response',
    spec: rfc(9701, '5'),
    types: ['token-introspection+jwt'],
    looksLike: ({ token_introspection }) => isObject(token_introspection),
    needs: ['iss', 'aud', 'iat', 'token_introspection'],
    needsType: true,
    refuses: [
      ['sub', 'so that it can never pass for an access token'],
      ['exp', 'so that it can never pass for an access token'],
    ],
    expires: false,
    longest: null,
  },
  {
    id: 'sd_jwt_vc',
    title: 'SD-JWT credential',
    spec: credentialSpec,
    types: ['dc+sd-jwt', 'vc+sd-jwt'],
    looksLike: ({ vct }) => isText(vct),
    needs: ['vct'],
    needsType: true,
    expires: false,
    longest: null,
  },
  {
    id: 'entity_statement',
    title: 'entity statement',
    spec: federationSpec,
    types: ['entity-statement+jwt'],
    needs: ['iss', 'sub', 'iat', 'exp'],
    needsHeader: ['kid'],
    expires: true,
    longest: null,
  },
  {
    id: 'request_object',
    title: 'request object',
    spec: rfc(9101, '4'),
    types: ['oauth-authz-req+jwt'],
    looksLike: ({ response_type, client_id }) => isText(response_type) && isText(client_id),
    needs: ['client_id', 'response_type'],
    refuses: [
      ['request', 'because a request object inside another is forbidden'],
      ['request_uri', 'because a request object inside another is forbidden'],
    ],
    expires: true,
    longest: HOUR,
  },
  {
    id: 'jarm_response',
    title: 'authorization response (JARM)',
    spec: openId('jarm', '2.1', 'name-the-jwt-response-document'),
    types: [],
    looksLike: ({ code, error, iss, aud, state, sub }) =>
      (isText(code) || isText(error)) && isText(iss) && aud !== undefined && (state !== undefined || sub === undefined),
    needs: ['iss', 'aud', 'exp', ['code', 'error', 'access_token', 'id_token']],
    expires: true,
    longest: HOUR,
  },
  {
    id: 'access_token',
    title: 'access token',
    spec: rfc(9068, '2.2'),
    types: ['at+jwt'],
    looksLike: ({ scope, scp, client_id, cid, appid, aud, nonce, at_hash, token_use }) =>
      token_use === 'access' ||
      (nonce === undefined &&
        at_hash === undefined &&
        ((scope ?? scp) !== undefined || ((client_id ?? cid ?? appid) !== undefined && aud !== undefined))),
    needs: ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'],
    needsType: true,
    expires: true,
    longest: DAY,
  },
  {
    id: 'id_token',
    title: 'ID token',
    spec: openId('core', '2', 'IDToken'),
    types: [],
    looksLike: ({ nonce, at_hash, c_hash, azp, auth_time, token_use, iss, sub, aud, email, preferred_username }) =>
      token_use === 'id' ||
      (isText(iss) &&
        isText(sub) &&
        aud !== undefined &&
        (nonce ?? at_hash ?? c_hash ?? azp ?? auth_time ?? email ?? preferred_username) !== undefined),
    needs: ['iss', 'sub', 'aud', 'exp', 'iat'],
    expires: true,
    longest: DAY,
  },
  {
    id: 'client_assertion',
    title: 'client assertion',
    spec: rfc(7523, '3'),
    types: ['client-authentication+jwt'],
    looksLike: ({ iss, sub, aud, jti, exp }) => isText(iss) && iss === sub && aud !== undefined && (jti ?? exp) !== undefined,
    needs: ['iss', 'sub', 'aud', 'exp', 'jti'],
    expires: true,
    longest: HOUR,
  },
];

const byType: ReadonlyMap<string, Purpose> = new Map(purposes.flatMap((purpose) => purpose.types.map((type) => [type, purpose])));

/** What a token is for, and what tells so. */
export interface SeenPurpose {
  readonly purpose: Purpose;
  readonly by: TokenPurpose['by'];
}

/** What a `typ` compares as: case does not count, and `application/` may be left out (RFC 7515 §4.1.9). */
export function bareType(typ: string): string {
  const lower = typ.toLowerCase();
  return lower.startsWith('application/') ? lower.slice('application/'.length) : lower;
}

/** Says what a JWT is for: by its `typ`, or, where that tells nothing, by its claims. Null where neither does. */
export function purposeOf(header: Members, claims: Members): SeenPurpose | null {
  const { typ } = header;
  if (typeof typ === 'string') {
    const named = byType.get(bareType(typ));
    if (named !== undefined) return { purpose: named, by: 'typ' };
  }
  const seen = purposes.find(({ looksLike }) => looksLike?.(claims, header));
  return seen === undefined ? null : { purpose: seen, by: 'claims' };
}

/** The same as the reading says it. */
export function toldPurpose({ purpose: { id, title, spec }, by }: SeenPurpose): TokenPurpose {
  return { id, title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`, spec, by };
}
