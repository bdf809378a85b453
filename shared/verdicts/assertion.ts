import { base64urlFault, decodeText } from '../inspector/base64url.ts';
import { rfc } from '../model/spec-link.ts';
import type { JwtAssertionFacts, SamlAssertionFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

const mustHave = ['iss', 'sub', 'aud', 'exp'];

/** Whether the assertion of the JWT bearer grant is one a server can take. It is a secret: nothing of it is quoted. */
export const jwtAssertion: Rule<JwtAssertionFacts> = {
  id: 'jwt_assertion',
  title: 'JWT assertion',
  spec: rfc(7523, '3'),
  judge({ reading: { kind, header, payload, error }, now, clockSkewSeconds }) {
    const expected = 'a signed JWT';
    if (kind === 'jwe') return finding.notApplicable('The assertion is encrypted: only the server can look at what it says.');
    if (kind !== 'jws' || payload === null || error !== undefined)
      return finding.warning('The assertion is no JWT: a server can only refuse it.', expected, kind === 'jws' ? 'a broken one' : 'no JWT');
    if (String(header?.alg).toLowerCase() === 'none')
      return finding.warning('The assertion is a JWT nobody signed: a server must refuse it.', expected, 'alg none');
    const missing = mustHave.filter((name) => payload[name] === undefined);
    if (missing.length > 0) {
      const names = missing.join(', ').replace(/, (\w+)$/, ' and $1');
      return finding.warning(`The assertion has no ${names}, which it must have.`, mustHave.join(', '), null);
    }
    if (typeof payload.exp === 'number' && payload.exp + clockSkewSeconds <= now)
      return finding.warning('The assertion had expired when it was sent.', `after ${now}`, String(payload.exp));
    return finding.pass('The assertion is a signed JWT that says by whom, about whom, for whom and until when.', expected, expected);
  },
};

/** Whether the assertion of the SAML 2.0 bearer grant is one. */
export const samlAssertionSent: Rule<SamlAssertionFacts> = {
  id: 'saml_assertion',
  title: 'SAML assertion',
  spec: rfc(7522, '2.1'),
  judge({ sent }) {
    const root = rootOf(sent);
    const expected = 'an Assertion in Base64url';
    if (root === 'Assertion') return finding.pass('The assertion is one of SAML, in Base64url.', expected, root);
    return root === null
      ? finding.warning('The assertion is no XML in Base64url: a server can only refuse it.', expected, null)
      : finding.warning(`The root of the XML is ${root}, and must be the assertion itself.`, expected, root);
  },
};

/** The name of the root element, without its prefix. */
function rootOf(base64url: string): string | null {
  if (base64urlFault(base64url) !== null) return null;
  const decoded = decodeText(base64url);
  const xml = 'text' in decoded ? decoded.text : '';
  return /^\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:[\w.-]+:)?([\w.-]+)[\s/>]/s.exec(xml)?.[1] ?? null;
}
