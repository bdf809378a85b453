import { rfc } from '../model/spec-link.ts';
import type { IntrospectionJwtFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

const spec = rfc(9701, '5');
const notJwt = 'The answer is no JWT.';

/** Whether the answer has the form that was asked for. */
const form: Rule<IntrospectionJwtFacts> = {
  id: 'introspection_jwt_form',
  title: 'answered as JWT',
  spec: rfc(9701, '4'),
  judge({ reading, asked, mediaType }) {
    const expected = 'application/token-introspection+jwt';
    if (reading === null)
      return finding.warning('A JWT was asked for, and plain JSON came: nothing proves who wrote the answer.', expected, mediaType || null);
    if (mediaType !== expected)
      return finding.warning('The answer is a JWT, and its media type does not say so.', expected, mediaType || null);
    return finding.pass(
      asked
        ? 'The answer is a JWT, as was asked for.'
        : 'The answer is a JWT, though JSON was asked for: the server has it so for this client.',
      expected,
      mediaType,
    );
  },
};

/** Whether the JWT says that it is this and nothing else: it must never pass for an access token. */
const type: Rule<IntrospectionJwtFacts> = {
  id: 'introspection_jwt_typ',
  title: 'type of JWT',
  spec,
  judge({ reading }) {
    if (reading === null) return finding.notApplicable(notJwt);
    const { typ } = reading.header ?? {};
    const expected = 'token-introspection+jwt';
    if (typeof typ === 'string' && typ.toLowerCase().replace(/^application\//, '') === expected)
      return finding.pass('The header says that this is an introspection answer.', expected, typ);
    return finding.fail(
      'The header does not say that this is an introspection answer: it could be passed off as another JWT.',
      expected,
      shown(typ),
    );
  },
};

const issuer: Rule<IntrospectionJwtFacts> = {
  id: 'introspection_jwt_iss',
  title: 'answer issuer',
  spec,
  judge({ reading, issuer: asked }) {
    if (reading === null) return finding.notApplicable(notJwt);
    if (asked === null) return finding.notApplicable('No issuer is known for this server.');
    const { iss } = reading.payload ?? {};
    if (iss === asked) return finding.pass('The answer names the server that was asked.', asked, asked);
    return finding.fail('The answer does not name the server that was asked.', asked, shown(iss));
  },
};

const audience: Rule<IntrospectionJwtFacts> = {
  id: 'introspection_jwt_aud',
  title: 'answer audience',
  spec,
  judge({ reading, clientId }) {
    if (reading === null) return finding.notApplicable(notJwt);
    const { aud } = reading.payload ?? {};
    if ([aud].flat().includes(clientId)) return finding.pass('The answer is for this caller.', clientId, shown(aud));
    return finding.fail('The answer is for somebody else.', clientId, shown(aud));
  },
};

/** Whether what is said of the token stands apart from what is said of the JWT. */
const apart: Rule<IntrospectionJwtFacts> = {
  id: 'introspection_jwt_content',
  title: 'answer kept apart',
  spec,
  judge({ reading }) {
    if (reading === null) return finding.notApplicable(notJwt);
    const { token_introspection: inside, ...others } = reading.payload ?? {};
    if (typeof inside !== 'object' || inside === null)
      return finding.fail('The JWT has no token_introspection: it says nothing about the token.', 'token_introspection', shown(inside));
    if (typeof others.iat !== 'number') return finding.warning('The JWT does not say when it was issued.', 'iat', null);
    const misplaced = ['sub', 'exp'].filter((name) => Object.hasOwn(others, name));
    if (misplaced.length > 0)
      return finding.warning(
        `The JWT has ${misplaced.join(' and ')} of its own: it could be passed off as an access token.`,
        null,
        misplaced.join(', '),
      );
    return finding.pass('What is said of the token stands in token_introspection alone.', 'token_introspection', 'token_introspection');
  },
};

/** Judged where the answer is a JWT, or was to be one. */
export const introspectionJwtRules = [form, type, issuer, audience, apart] as const;
