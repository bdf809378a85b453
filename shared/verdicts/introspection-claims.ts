import { rfc } from '../model/spec-link.ts';
import type { IntrospectionFacts } from './facts.ts';
import { type Finding, finding, type Rule, shown } from './rule.ts';

type Compare = (said: unknown, inToken: unknown) => Finding;

/** A rule over one claim that both the server and the token itself state. */
function agrees(claim: string, compare: Compare): Rule<IntrospectionFacts> {
  return {
    id: `introspection_${claim}_agrees`,
    title: `${claim} agrees`,
    spec: rfc(7662, '2.2'),
    judge({ members, claims }) {
      const said = members?.[claim];
      const inToken = claims?.[claim];
      if (said === undefined) return finding.notApplicable(`The server does not say ${claim}.`);
      if (inToken === undefined) return finding.notApplicable(`The token has no ${claim}.`);
      return compare(said, inToken);
    },
  };
}

const isSame = (said: unknown, inToken: unknown) => JSON.stringify(said) === JSON.stringify(inToken);

function same(differs: Finding['status'], message: string): Compare {
  return (said, inToken) =>
    isSame(said, inToken)
      ? finding.pass('Server and token say the same.', shown(inToken), shown(said))
      : { status: differs, message, expected: shown(inToken), actual: shown(said) };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const wordsOf = (value: unknown): unknown[] => (typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : listOf(value));

/** A server may tell each resource server only of what concerns it: less is no difference. */
function within(parts: (value: unknown) => unknown[], what: string): Compare {
  return (said, inToken) => {
    const known = parts(inToken);
    const added = parts(said).filter((part) => !known.includes(part));
    if (added.length > 0) return finding.warning(`The server names ${what} that the token does not have.`, shown(inToken), shown(said));
    return parts(said).length < known.length
      ? finding.pass(`The server names some of the token’s ${what}: it may tell each caller what concerns it.`, shown(inToken), shown(said))
      : finding.pass('Server and token say the same.', shown(inToken), shown(said));
  };
}

/** Judged over a token that is active, and a JWT. */
export const introspectionClaimRules = [
  agrees('iss', same('fail', 'The server names another issuer than the token itself.')),
  agrees('sub', same('warning', 'The server names another subject than the token itself; it may have one for each caller (pairwise).')),
  agrees('client_id', same('warning', 'The server names another client than the token itself.')),
  agrees('aud', within(listOf, 'audiences')),
  agrees('scope', within(wordsOf, 'scopes')),
  agrees('exp', same('warning', 'The server names another end than the token itself: who asks and who only reads it disagree.')),
] as const;
