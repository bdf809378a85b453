import { describe, expect, it, test } from 'vitest';
import { entriesOf } from '../../../scripts/iana-tables.ts';
import { explainMembers } from '../../../shared/inspector/explain-members.ts';
import { ianaClaims } from '../../../shared/inspector/iana-claims.ts';
import { ianaHeaders } from '../../../shared/inspector/iana-headers.ts';
import { issuerClaims } from '../../../shared/inspector/issuer-claims.ts';
import { explainClaim, explainHeader } from './explain-one.ts';

const meaningOf = (name: string, value: unknown) => explainClaim(name, value, 0).meaning;

describe('the tables of IANA', () => {
  it('hold every name once, each with meaning and source', () => {
    for (const table of [ianaClaims, ianaHeaders]) {
      expect(new Set(table.map(([name]) => name)).size).toBe(table.length);
      for (const [name, meaning, source] of table) expect([name, meaning !== '', source !== '']).toEqual([name, true, true]);
    }
    expect(ianaClaims.length).toBeGreaterThanOrEqual(163);
    expect(ianaHeaders.length).toBeGreaterThanOrEqual(33);
  });

  it('explain every name that is registered', () => {
    for (const [name] of ianaClaims) expect([name, explainClaim(name, 'x', 0).spec === null]).toEqual([name, false]);
    for (const [name] of ianaHeaders) expect([name, explainHeader(name, 'x', 0).spec === null]).toEqual([name, false]);
  });

  test.each<[string, string, string]>([
    ['cdniip', 'RFC 9246', 'https://www.rfc-editor.org/rfc/rfc9246#section-2.1.10'],
    ['sip_callid', 'RFC 8055', 'https://www.rfc-editor.org/rfc/rfc8055'],
    ['verified_claims', 'OpenID Connect for Identity Assurance 1.0', 'https://www.iana.org/assignments/jwt/jwt.xhtml'],
  ])('%s links to %s', (name, rfc, url) => {
    expect(explainClaim(name, 'x', 0).spec).toMatchObject({ rfc, url });
  });

  it('are made of the registry’s CSV: quotes, line breaks, several sources, reserved rows', () => {
    const csv = [
      'Claim Name,Claim Description,Change Controller,Reference',
      'iss,Issuer,[IESG],"[RFC7519, Section 4.1.1]"',
      'may_act,"Authorized Actor - the party',
      '        that is authorized",[IESG],"[RFC8693, Section 4.4]"',
      'roles,Roles,[IETF],"[RFC7643, Section 4.1.2][RFC9068, Section 2.2.3.1]"',
      'salutation,"e.g., ""Mr.""",[x],"[OpenID Connect for Identity Assurance 1.0, Section 4]"',
      'sph,SIP Priority,[IESG],[RFC9027]',
      'none,Reserved,[IESG],[RFC9027]',
      'iss,Issuer again,[IESG],[RFC1]',
    ].join('\r\n');
    expect(entriesOf(csv)).toEqual([
      ['iss', 'Issuer.', 'RFC 7519', '4.1.1'],
      ['may_act', 'Authorized Actor - the party that is authorized.', 'RFC 8693', '4.4'],
      ['roles', 'Roles.', 'RFC 7643', '4.1.2'],
      ['salutation', 'e.g., "Mr.".', 'OpenID Connect for Identity Assurance 1.0', '4'],
      ['sph', 'SIP Priority.', 'RFC 9027', ''],
    ]);
  });
});

describe('what values say', () => {
  it.each([
    ['amr', ['pwd', 'otp'], 'Signed in by password, one-time password.'],
    ['amr', ['face', 'x-own'], 'Signed in by face recognition, x-own.'],
    ['acr', '0', 'Signed in at no particular level of assurance.'],
    ['acr', 'phr', 'Signed in with something that resists phishing.'],
    ['acr', 'http://eidas.europa.eu/LoA/high', 'eIDAS assurance level “high”.'],
    ['cnf', { jkt: 'x' }, 'Bound to a DPoP key: only who holds that key may use the token.'],
    ['cnf', { jwk: {} }, 'Bound to the key that stands here: only who holds its private half may use the token.'],
    ['act', { sub: 'b' }, 'b acts here in the name of the subject.'],
    [
      'act',
      { sub: 'c', act: { sub: 'b', act: { iss: 'https://a' } } },
      'c acts here in the name of the subject. Before, b, then https://a did (only the first one counts).',
    ],
    ['scope', 'a b', 'What the token may be used for: 2 scopes.'],
  ])('%s %j', (name, value, meaning) => {
    expect(meaningOf(name, value)).toBe(meaning);
  });
});

describe('claims of one server', () => {
  it('are marked, and never called registered', () => {
    const registered = new Set(ianaClaims.map(([name]) => name));
    for (const [name] of issuerClaims) expect([name, registered.has(name)]).toEqual([name, false]);
    expect(explainMembers('claims', { realm_access: {}, tid: 'x', hd: 'y', idp: 'z', other: 1 }, 0)).toMatchObject([
      { name: 'realm_access', specificTo: 'Keycloak', spec: null },
      { name: 'tid', specificTo: 'Microsoft Entra ID' },
      { name: 'hd', specificTo: 'Google' },
      { name: 'idp', specificTo: 'Microsoft Entra ID, Duende IdentityServer' },
      { name: 'other', meaning: '' },
    ]);
    // A header may have the same name and mean something else.
    expect(explainMembers('header', { tid: 'x' }, 0)).toEqual([{ name: 'tid', value: 'x', meaning: '', spec: null }]);
  });
});
