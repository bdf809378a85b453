import { describe, expect, it } from 'vitest';
import { type MetadataFinding, metadataReading } from '../../../../shared/model/metadata-reading.ts';
import { memberGroups } from '../../../../shared/servers/metadata/members/members.ts';
import { readMetadata } from '../../../../shared/servers/metadata/read-metadata.ts';
import { metadataRules } from '../../../../shared/servers/metadata/rules.ts';

/** A server that leaves nothing to wish for. */
const exemplary = {
  issuer: 'https://as.example',
  authorization_endpoint: 'https://as.example/authorize',
  token_endpoint: 'https://as.example/token',
  jwks_uri: 'https://as.example/jwks',
  pushed_authorization_request_endpoint: 'https://as.example/par',
  require_pushed_authorization_requests: true,
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
  token_endpoint_auth_methods_supported: ['private_key_jwt', 'tls_client_auth'],
  token_endpoint_auth_signing_alg_values_supported: ['PS256', 'ES256'],
  dpop_signing_alg_values_supported: ['ES256', 'Ed25519'],
  request_uri_parameter_supported: false,
};

/** How a server stands to one rule, by standard. */
function levels(id: string, metadata: Record<string, unknown>): Record<string, string> {
  const findings = readMetadata(metadata).findings.filter((finding) => finding.id === id);
  return Object.fromEntries(findings.map(({ standard, level }) => [standard, level]));
}

function worst(metadata: Record<string, unknown>): MetadataFinding[] {
  return readMetadata(metadata).findings.filter(({ level }) => level === 'fail' || level === 'warning');
}

describe('a metadata document judged', () => {
  it('finds nothing to say against a server that meets every profile', () => {
    expect(worst(exemplary)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['pkce_s256', { code_challenge_methods_supported: undefined }, { rfc9700: 'fail', oauth21: 'fail', fapi2: 'fail' }],
    ['pkce_s256', { code_challenge_methods_supported: ['plain'] }, { rfc9700: 'fail', oauth21: 'fail', fapi2: 'fail' }],
    ['pkce_plain', { code_challenge_methods_supported: ['S256', 'plain'] }, { rfc9700: 'warning', oauth21: 'fail', fapi2: 'fail' }],
    ['implicit_grant', { response_types_supported: ['code', 'id_token token'] }, { rfc9700: 'warning', oauth21: 'fail', fapi2: 'fail' }],
    ['implicit_grant', { response_types_supported: ['code', 'id_token'] }, { rfc9700: 'pass', oauth21: 'pass', fapi2: 'pass' }],
    ['response_type_code', { response_types_supported: ['code', 'code id_token'] }, { fapi2: 'warning' }],
    ['response_type_code', { response_types_supported: ['id_token'] }, { fapi2: 'fail' }],
    ['password_grant', { grant_types_supported: ['password'] }, { rfc9700: 'fail', oauth21: 'fail', fapi2: 'fail' }],
    ['iss_parameter', { authorization_response_iss_parameter_supported: false }, { rfc9700: 'warning', oauth21: 'warning', fapi2: 'fail' }],
    ['par', { pushed_authorization_request_endpoint: undefined }, { fapi2: 'fail' }],
    ['par_required', { require_pushed_authorization_requests: undefined }, { fapi2: 'warning' }],
    [
      'sender_constrained_tokens',
      { dpop_signing_alg_values_supported: undefined },
      { rfc9700: 'warning', oauth21: 'warning', fapi2: 'fail' },
    ],
    [
      'sender_constrained_tokens',
      { dpop_signing_alg_values_supported: [], tls_client_certificate_bound_access_tokens: true },
      { rfc9700: 'pass', oauth21: 'pass', fapi2: 'pass' },
    ],
    ['dpop_algorithms', { dpop_signing_alg_values_supported: ['ES256', 'HS256'] }, { baseline: 'fail' }],
    [
      'asymmetric_client_authentication',
      { token_endpoint_auth_methods_supported: undefined },
      { rfc9700: 'warning', oauth21: 'warning', fapi2: 'fail' },
    ],
    ['confidential_clients_only', { token_endpoint_auth_methods_supported: ['private_key_jwt', 'none'] }, { fapi2: 'warning' }],
    ['confidential_clients_only', { token_endpoint_auth_methods_supported: ['none'] }, { fapi2: 'fail' }],
    ['client_assertion_algorithms', { token_endpoint_auth_signing_alg_values_supported: undefined }, { baseline: 'fail' }],
    ['client_assertion_algorithms', { token_endpoint_auth_signing_alg_values_supported: ['none', 'ES256'] }, { baseline: 'fail' }],
    ['none_algorithm', { id_token_signing_alg_values_supported: ['RS256', 'none'] }, { baseline: 'warning', fapi2: 'fail' }],
    ['fapi_algorithms', { id_token_signing_alg_values_supported: ['RS256'] }, { fapi2: 'fail' }],
    ['fapi_algorithms', { id_token_signing_alg_values_supported: ['RS256', 'PS256'] }, { fapi2: 'warning' }],
    ['id_token_rs256', { id_token_signing_alg_values_supported: ['PS256'] }, { baseline: 'fail' }],
    ['rsa1_5', { id_token_encryption_alg_values_supported: ['RSA1_5', 'RSA-OAEP'] }, { baseline: 'warning' }],
    [
      'request_uri_registration',
      { request_uri_parameter_supported: undefined, subject_types_supported: ['public'] },
      { baseline: 'warning' },
    ],
    ['request_uri_registration', { request_uri_parameter_supported: true, require_request_uri_registration: true }, { baseline: 'pass' }],
    ['endpoints_tls', { token_endpoint: 'http://as.example/token' }, { baseline: 'fail', oauth21: 'fail', fapi2: 'fail' }],
    [
      'endpoints_tls',
      { mtls_endpoint_aliases: { token_endpoint: 'http://mtls.as.example/token' } },
      { baseline: 'fail', oauth21: 'fail', fapi2: 'fail' },
    ],
    ['endpoints_tls', { token_endpoint: 'http://127.0.0.1:9/token' }, { baseline: 'note', oauth21: 'note', fapi2: 'note' }],
    ['endpoint_hosts', { token_endpoint: 'https://other.example/token' }, { baseline: 'note' }],
    ['issuer_form', { issuer: 'https://as.example/?tenant=1' }, { baseline: 'fail' }],
    ['issuer_form', { issuer: 'http://as.example' }, { baseline: 'fail' }],
    ['issuer_form', { issuer: 'http://localhost:1' }, { baseline: 'note' }],
    ['required_members', { token_endpoint: undefined }, { baseline: 'fail' }],
    ['required_openid_members', { userinfo_endpoint: 'https://as.example/me' }, { baseline: 'fail' }],
    ['member_types', { scopes_supported: 'openid profile' }, { baseline: 'fail' }],
    ['member_types', { require_pushed_authorization_requests: 'true' }, { baseline: 'fail' }],
    ['grant_endpoints', { device_authorization_endpoint: 'https://as.example/device' }, { baseline: 'fail' }],
    ['grant_endpoints', { grant_types_supported: ['authorization_code', 'urn:openid:params:grant-type:ciba'] }, { baseline: 'fail' }],
  ])('%s with %j', (id, change, expected) => {
    expect(levels(id, { ...exemplary, ...change })).toEqual(expected);
  });

  it('asks a server without an authorization endpoint for nothing that belongs to one', () => {
    const { authorization_endpoint: _gone, response_types_supported: _with, code_challenge_methods_supported: _it, ...machine } = exemplary;
    expect(worst({ ...machine, grant_types_supported: ['client_credentials'] })).toEqual([]);
  });

  it('tells where each requirement is written, and has stable names', () => {
    const { findings } = readMetadata({});
    expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(metadataRules.map(({ id }) => id)));
    for (const finding of findings) {
      expect(finding.spec.url).toMatch(/^https:\/\/(www\.rfc-editor\.org|openid\.net|datatracker\.ietf\.org)\//);
      expect(finding.spec.section).not.toBe('');
      expect(finding.message).toMatch(/[.)]$/);
    }
    const ids = metadataRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a metadata document made readable', () => {
  it('explains what is said, and what silence means', () => {
    const rows = readMetadata({ issuer: 'https://as.example' }).groups.flatMap((group) => group.rows);
    const row = (member: string) => rows.find((each) => each.member === member);
    expect(row('issuer')).toMatchObject({ value: 'https://as.example', said: true });
    expect(row('grant_types_supported')).toMatchObject({ value: ['authorization_code', 'implicit'], said: false });
    expect(row('dpop_signing_alg_values_supported')).toMatchObject({ value: null, said: false });
    expect(row('claims_supported')).toBeUndefined();
  });

  it('shows members nobody registered as they are', () => {
    const other = readMetadata({ issuer: 'https://as.example', tenant_region_scope: 'EU' }).groups.at(-1);
    expect(other).toMatchObject({ id: 'other', rows: [{ member: 'tenant_region_scope', value: 'EU', meaning: '', spec: null }] });
  });

  it('knows each member once', () => {
    const names = memberGroups.flatMap(({ members }) => members.map(({ member }) => member));
    expect(new Set(names).size).toBe(names.length);
  });

  it('reads whatever a server sends', () => {
    for (const value of [null, 0, '', 'text', true, [], [null, 1, {}], {}, { token_endpoint: 3 }]) {
      const document = Object.fromEntries([...Object.keys(exemplary), 'mtls_endpoint_aliases', '__proto__x'].map((name) => [name, value]));
      expect(metadataReading.safeParse(readMetadata(document)).success).toBe(true);
    }
  });
});
