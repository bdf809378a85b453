import { isThisMachine } from '../../../model/loopback.ts';
import { openId, rfc } from '../../../model/spec-link.ts';
import { type MetadataRule, must, named, type Sight } from '../rule.ts';

/**
 * The issuer is an https URL without query and fragment: what `iss` is compared with must be unambiguous.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export const issuerForm: MetadataRule = {
  id: 'issuer_form',
  title: 'issuer is an https URL',
  requiredBy: [must('baseline', rfc(8414, '2'))],
  look({ text }) {
    const issuer = text('issuer');
    const url = issuer === null ? null : URL.parse(issuer);
    const expected = 'https, no query, no fragment';
    if (issuer === null || url === null) return { state: 'unmet', message: 'The server names no issuer that is a URL.', expected };
    const actual = issuer;
    if (url.search !== '' || issuer.includes('#'))
      return { state: 'unmet', message: 'The issuer has a query or a fragment, which no issuer may have.', expected, actual };
    if (url.protocol === 'https:') return { state: 'met', message: 'The issuer is an https URL.', actual };
    return isThisMachine(url)
      ? { state: 'open', message: 'The issuer is plain http on this machine: fine for trying out, not for anybody else.', actual }
      : { state: 'unmet', message: 'The issuer is plain http: anybody on the way can answer in its name.', expected, actual };
  },
};

/**
 * What RFC 8414 says every server publishes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export const requiredMembers: MetadataRule = {
  id: 'required_members',
  title: 'required members published',
  requiredBy: [must('baseline', rfc(8414, '2'))],
  look({ metadata, list, authorizes }) {
    const grants = list('grant_types_supported') ?? ['authorization_code', 'implicit'];
    const sendsUsers = grants.includes('authorization_code') || grants.includes('implicit');
    const needed = [
      'issuer',
      ...(sendsUsers ? ['authorization_endpoint'] : []),
      ...(grants.every((grant) => grant === 'implicit') ? [] : ['token_endpoint']),
      ...(authorizes ? ['response_types_supported'] : []),
    ];
    return allThere(metadata, needed, {
      met: 'Every member that RFC 8414 requires of this server is there.',
      unmet: 'Clients cannot set themselves up from this document alone.',
    });
  },
};

/**
 * What OpenID Connect Discovery says every OpenID Provider publishes.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export const requiredOpenIdMembers: MetadataRule = {
  id: 'required_openid_members',
  title: 'OpenID Connect members published',
  requiredBy: [must('baseline', openId('discovery', '3', 'ProviderMetadata'))],
  look({ metadata, openId: speaksOpenId }) {
    if (!speaksOpenId) return { state: 'open', message: 'This server does not say that it speaks OpenID Connect.' };
    const needed = ['jwks_uri', 'response_types_supported', 'subject_types_supported', 'id_token_signing_alg_values_supported'];
    return allThere(metadata, needed, {
      met: 'Every member that OpenID Connect Discovery requires is there.',
      unmet: 'OpenID Connect clients may refuse this document.',
    });
  },
};

function allThere(metadata: Readonly<Record<string, unknown>>, needed: readonly string[], words: { met: string; unmet: string }): Sight {
  const missing = needed.filter((name) => metadata[name] === undefined || metadata[name] === null);
  const expected = needed.join(', ');
  return missing.length === 0
    ? { state: 'met', message: words.met, actual: expected }
    : { state: 'unmet', message: words.unmet, expected, actual: `without ${missing.join(', ')}` };
}

/**
 * Whether members have the JSON type their definition gives them: `"true"` is no boolean, `"code"` no list.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export const memberTypes: MetadataRule = {
  id: 'member_types',
  title: 'members of the right type',
  requiredBy: [must('baseline', rfc(8414, '2'))],
  look({ metadata }) {
    const wrong = Object.entries(metadata)
      .filter(([name, value]) => !hasRightType(name, value))
      .map(([name]) => name);
    return wrong.length === 0
      ? { state: 'met', message: 'Lists are lists of strings, endpoints and URIs are strings.' }
      : {
          state: 'unmet',
          message: 'Clients read these members wrongly, or refuse the whole document.',
          expected: 'the JSON type of each definition',
          actual: named(wrong),
        };
  },
};

function hasRightType(name: string, value: unknown): boolean {
  if (name === 'request_parameter_supported' || name === 'request_uri_parameter_supported' || name === 'claims_parameter_supported')
    return typeof value === 'boolean';
  if (name === 'authorization_response_iss_parameter_supported' || name.startsWith('require_')) return typeof value === 'boolean';
  if (
    /_(values|types|modes|methods|scopes|claims|locales)_supported$/.test(name) ||
    name === 'scopes_supported' ||
    name === 'claims_supported'
  )
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return /_(endpoint|uri|iframe)$/.test(name) || name === 'issuer' ? typeof value === 'string' : true;
}
