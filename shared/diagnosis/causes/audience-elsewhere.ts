import { readToken } from '../../inspector/read-token.ts';
import { type CauseRule, strength } from '../cause.ts';
import type { Asked, DiagnosisFacts } from '../facts.ts';
import { placeOf, quoted, refusedWith, statusOf } from '../readings.ts';

/**
 * An access token that is a JWT and says itself that it is for somebody else. A server that makes such tokens for an API
 * keeps none of them, and does not take them at its userinfo endpoint.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 */
export const audienceElsewhere: CauseRule = {
  id: 'audience_elsewhere',
  title: 'The token is for another audience',
  find(facts) {
    const { last, error } = facts;
    if (error === null || last === null || (last.step !== 'userinfo' && last.step !== 'resource')) return null;
    if (!refusedWith(facts, 'invalid_token') && statusOf(facts) !== 401) return null;
    const { aud, exp } = readToken(tokenIn(last)).payload ?? {};
    const audiences = (Array.isArray(aud) ? aud : [aud]).filter((each) => typeof each === 'string');
    const isOver = typeof exp === 'number' && exp * 1_000 <= askedAt(facts);
    if (audiences.length === 0 || isOver || audiences.some((each) => isOfServer(each, last, facts))) return null;
    const atUserinfo = last.step === 'userinfo';
    // What is no address may be how the resource is called, whatever its address.
    const isAddress = audiences.every((each) => URL.parse(each)?.host);
    return {
      weight: isAddress ? strength.likely : strength.possible,
      message: atUserinfo
        ? 'The token is for an API, and not for the userinfo endpoint.'
        : 'The token is for another resource than the one that was asked.',
      evidence: `It says aud ${audiences.join(', ')}, and went to ${placeOf(last.url)}.${quoted(facts)}`,
      fix: atUserinfo
        ? 'Obtain a token with the scope openid that names no resource. If this client’s tokens are for an API even so, take another client: what the user is called stands in the ID token, too.'
        : 'Obtain a token for this resource: name it with the parameter resource (--resource), or as this server wants it (--audience).',
    };
  },
};

function tokenIn({ url, parameters, requestHeaders }: Asked): string {
  const inHeader = /^(?:Bearer|DPoP) +(\S+)$/i.exec(requestHeaders.get('authorization') ?? '')?.[1];
  return inHeader ?? parameters.get('access_token') ?? url.searchParams.get('access_token') ?? '';
}

/** Epoch milliseconds. */
function askedAt({ steps }: DiagnosisFacts): number {
  return steps.at(-1)?.startedAt ?? 0;
}

/** Whether an audience is the server that was asked: by its origin, or by its name as an issuer. */
function isOfServer(audience: string, { url }: Asked, { metadata }: DiagnosisFacts): boolean {
  return audience === metadata?.issuer || URL.parse(audience)?.origin === url.origin;
}
