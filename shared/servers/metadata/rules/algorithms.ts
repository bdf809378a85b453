import { fapi2, openId, rfc } from '../../../model/spec-link.ts';
import type { Advertised } from '../advertised.ts';
import { type MetadataRule, must, named, should } from '../rule.ts';

/** Lists of signature algorithms, by member. */
function signingLists({ metadata, list }: Advertised): { member: string; algorithms: readonly string[] }[] {
  return Object.keys(metadata)
    .filter((member) => member.endsWith('signing_alg_values_supported'))
    .map((member) => ({ member, algorithms: list(member) ?? [] }));
}

/**
 * `none` is a JWT that anyone can write.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.2
 */
export const noneAlgorithm: MetadataRule = {
  id: 'none_algorithm',
  title: 'no unsigned JWTs',
  requiredBy: [should('baseline', rfc(8725, '3.2')), must('fapi2', fapi2('5.4.1'))],
  look(server) {
    const lists = signingLists(server);
    if (lists.length === 0) return { state: 'open', message: 'The server lists no signature algorithms.' };
    const members = lists.filter(({ algorithms }) => algorithms.includes('none')).map(({ member }) => member);
    return members.length === 0
      ? { state: 'met', message: 'The algorithm none is offered nowhere.' }
      : {
          state: 'unmet',
          message: 'The algorithm none means a JWT that nobody signed. Clients and servers that take it can be fed anything.',
          expected: 'without none',
          actual: named(members),
        };
  },
};

/** What FAPI 2.0 allows. `Ed25519` is the fully specified name of EdDSA with that curve (RFC 9864). */
const fapiAlgorithms = ['PS256', 'ES256', 'EdDSA', 'Ed25519'];

/**
 * FAPI 2.0: PS256, ES256 or EdDSA. RS256 is left out because its padding is older and weaker than that of PS256.
 *
 * @see https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1
 */
export const strongAlgorithms: MetadataRule = {
  id: 'fapi_algorithms',
  title: 'PS256, ES256 or EdDSA',
  requiredBy: [must('fapi2', fapi2('5.4.1'))],
  look(server) {
    const lists = signingLists(server).filter(({ algorithms }) => algorithms.length > 0);
    if (lists.length === 0) return { state: 'open', message: 'The server lists no signature algorithms.' };
    const expected = fapiAlgorithms.slice(0, 3).join(', ');
    const without = lists.filter(({ algorithms }) => !algorithms.some((alg) => fapiAlgorithms.includes(alg)));
    if (without.length > 0)
      return {
        state: 'unmet',
        message: 'Here a FAPI client finds no algorithm it may use.',
        expected,
        actual: without.map(({ member, algorithms }) => `${member}: ${named(algorithms)}`).join('; '),
      };
    const others = [...new Set(lists.flatMap(({ algorithms }) => algorithms))].filter((alg) => !fapiAlgorithms.includes(alg));
    return others.length === 0
      ? { state: 'met', message: 'Only algorithms that FAPI 2.0 allows.' }
      : {
          state: 'partly',
          message: 'Algorithms FAPI 2.0 allows are offered everywhere; others as well, which a FAPI client must not use.',
          expected,
          actual: `also ${named(others)}`,
        };
  },
};

/**
 * Every OpenID Provider can sign ID tokens with RS256: the one algorithm all clients understand.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export const idTokenRs256: MetadataRule = {
  id: 'id_token_rs256',
  title: 'ID tokens with RS256',
  requiredBy: [must('baseline', openId('discovery', '3', 'ProviderMetadata'))],
  look({ list, openId: speaksOpenId }) {
    const algorithms = list('id_token_signing_alg_values_supported');
    if (!speaksOpenId || algorithms === null) return { state: 'open', message: 'The server does not say how it signs ID tokens.' };
    return algorithms.includes('RS256')
      ? { state: 'met', message: 'RS256 is among the algorithms of ID tokens, as OpenID Connect asks.', actual: named(algorithms) }
      : {
          state: 'unmet',
          message: 'OpenID Connect asks for RS256; a server of a stricter profile leaves it out on purpose, and older clients then fail.',
          expected: 'RS256',
          actual: named(algorithms),
        };
  },
};

/**
 * RSA1_5 encryption can be opened by whoever may try often enough (Bleichenbacher).
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.2
 */
export const rsa15: MetadataRule = {
  id: 'rsa1_5',
  title: 'no RSA1_5 encryption',
  requiredBy: [should('baseline', rfc(8725, '3.2'))],
  look({ metadata, list }) {
    const lists = Object.keys(metadata).filter((member) => member.endsWith('encryption_alg_values_supported'));
    if (lists.length === 0) return { state: 'open', message: 'The server lists no encryption algorithms.' };
    const members = lists.filter((member) => list(member)?.includes('RSA1_5'));
    return members.length === 0
      ? { state: 'met', message: 'RSA1_5 is offered nowhere.' }
      : {
          state: 'unmet',
          message: 'RSA1_5 can be opened by whoever may try often enough (Bleichenbacher’s attack). RSA-OAEP takes its place.',
          expected: 'without RSA1_5',
          actual: named(members),
        };
  },
};
