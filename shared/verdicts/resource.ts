import { rfc } from '../model/spec-link.ts';
import { challengeParameter } from '../protocol/challenges.ts';
import { takesToken } from '../protocol/explain-challenge.ts';
import type { ResourceFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

const isTaken = ({ status }: ResourceFacts) => status >= 200 && status < 300;

/** Where the token stood: in a URL it is written down on its way. */
const place: Rule<ResourceFacts> = {
  id: 'token_place',
  title: 'token’s place',
  spec: rfc(6750, '2'),
  judge({ place: actual }) {
    switch (actual) {
      case 'bearer':
      case 'dpop':
        return finding.pass('The token stood in the Authorization header.', 'Authorization header', 'Authorization header');
      case 'query':
        return finding.warning(
          'The token stood in the URL: servers, proxies and browsers write URLs down, and OAuth 2.1 no longer allows it.',
          'Authorization header',
          'query parameter',
        );
      case 'body':
        return finding.warning(
          'The token stood in the form: only for clients that cannot set headers.',
          'Authorization header',
          'form body',
        );
    }
  },
};

/** Whether the scheme is the one the token was issued for. */
const scheme: Rule<ResourceFacts> = {
  id: 'token_scheme',
  title: 'scheme fits token',
  spec: rfc(6749, '7.1'),
  judge({ place: actual, tokenType }) {
    if (tokenType === null) return finding.notApplicable('Of a token that was pasted, nobody said which type it is.');
    const used = actual === 'dpop' ? 'DPoP' : 'Bearer';
    if (tokenType.toLowerCase() === used.toLowerCase()) return finding.pass('The token was used as its type says.', tokenType, used);
    return finding.warning(`The token is of type ${tokenType}, and was used as ${used}.`, tokenType, used);
  },
};

/** Whether the resource looks at what binds a token to its client: to whoever stole it, that is all that counts. */
const binding: Rule<ResourceFacts> = {
  id: 'token_binding_enforced',
  title: 'binding enforced',
  spec: rfc(9449, '7.2'),
  judge(facts) {
    const { jkt, 'x5t#S256': certificate } = confirmationOf(facts);
    if (jkt === undefined && certificate === undefined)
      return finding.notApplicable('The token says of no key or certificate that it is bound to it.');
    const proved =
      (jkt === undefined || jkt === facts.proofThumbprint) && (certificate === undefined || certificate === facts.certificateThumbprint);
    if (proved) return finding.pass('The request proved possession of what the token is bound to.', null, null);
    if (isTaken(facts))
      return finding.fail(
        'The resource took a token without the proof it is bound to: whoever steals such a token can use it.',
        'refused',
        String(facts.status),
      );
    return finding.pass('The resource refused a token that came without the proof it is bound to.', 'refused', String(facts.status));
  },
};

function confirmationOf({ claims }: ResourceFacts): Readonly<Record<string, unknown>> {
  const { cnf } = claims ?? {};
  return typeof cnf === 'object' && cnf !== null ? (cnf as Record<string, unknown>) : {};
}

/** Whether the resource looks at the time of a token. */
const lifetime: Rule<ResourceFacts> = {
  id: 'token_expiry_enforced',
  title: 'expiry enforced',
  spec: rfc(9068, '4'),
  judge(facts) {
    const { exp } = facts.claims ?? {};
    if (typeof exp !== 'number') return finding.notApplicable('The token does not say when it expires.');
    if (exp + facts.clockSkewSeconds >= facts.now) return finding.notApplicable('The token has not expired.');
    return isTaken(facts)
      ? finding.fail('The resource took a token that has expired.', 'refused', String(facts.status))
      : finding.pass('The resource refused a token that has expired.', 'refused', String(facts.status));
  },
};

/** Whether a refusal says how to ask instead. */
const challenge: Rule<ResourceFacts> = {
  id: 'resource_challenge',
  title: 'refusal explained',
  spec: rfc(6750, '3'),
  judge({ status, challenges, challengeProblems }) {
    if (challengeProblems.length > 0)
      return finding.warning(`The WWW-Authenticate header is not well formed: ${challengeProblems.slice(0, 3).join(' ')}`, null, null);
    if (status !== 401 && challenges.length === 0) return finding.notApplicable('Only a refusal with status 401 has to explain itself.');
    if (challenges.length === 0)
      return finding.warning('The answer refuses with status 401 and does not say how to ask instead.', 'WWW-Authenticate', null);
    const names = challenges.map((one) => one.scheme).join(', ');
    if (challenges.some(takesToken)) return finding.pass('The answer says how to ask instead.', 'Bearer or DPoP', names);
    return finding.warning('The resource wants something other than a token of OAuth.', 'Bearer or DPoP', names);
  },
};

const statusOf: Readonly<Record<string, number>> = {
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  insufficient_user_authentication: 401,
  use_dpop_nonce: 401,
  invalid_dpop_proof: 401,
};

/** Whether status and error of a refusal say the same. */
const challengeStatus: Rule<ResourceFacts> = {
  id: 'resource_challenge_status',
  title: 'status fits error',
  spec: rfc(6750, '3.1'),
  judge({ status, challenges }) {
    const error = challenges
      .filter(takesToken)
      .map((one) => challengeParameter(one, 'error'))
      .find((value) => value !== null);
    const expected = error == null || !Object.hasOwn(statusOf, error) ? undefined : statusOf[error];
    if (error == null || expected === undefined) return finding.notApplicable('No challenge names an error that goes with a status.');
    if (status === expected) return finding.pass(`${error} came with status ${status}.`, String(expected), String(status));
    return finding.warning(`${error} came with status ${status} instead of ${expected}.`, String(expected), String(status));
  },
};

/** Whether an answer to a token in the URL keeps out of shared caches. */
const cached: Rule<ResourceFacts> = {
  id: 'resource_cache_control',
  title: 'not cached',
  spec: rfc(6750, '2.3'),
  judge(facts) {
    if (facts.place !== 'query' || !isTaken(facts)) return finding.notApplicable('Only of an answer to a token in the URL.');
    const directives = facts.cacheControl.flatMap((value) => value.toLowerCase().split(',')).map((directive) => directive.trim());
    if (directives.some((directive) => directive === 'private' || directive === 'no-store'))
      return finding.pass('Shared caches may not keep the answer.', 'private', facts.cacheControl.join(', '));
    return finding.warning('Nothing forbids a shared cache to keep the answer.', 'private', facts.cacheControl.join(', ') || null);
  },
};

/** Judged over every request that uses a token. */
export const resourceRules = [place, scheme, binding, lifetime, challenge, challengeStatus, cached] as const;
