import { type Cause, type CauseRule, strength } from './cause.ts';
import type { DiagnosisFacts } from './facts.ts';
import { descriptionOf, isEdited, quoted, refusedWith, verdictOf } from './readings.ts';

const redeemsCode = ({ profile: { grant } }: DiagnosisFacts) => grant === 'authorization_code' || grant === 'hybrid';
const isRefusedCode = (facts: DiagnosisFacts) => redeemsCode(facts) && refusedWith(facts, 'invalid_grant', 'bad_verification_code');

/** An authorization code that was redeemed before (RFC 6749 §4.1.2). */
export const codeUsedTwice: CauseRule = {
  id: 'code_used_twice',
  title: 'The code was used twice',
  find(facts) {
    if (!isRefusedCode(facts)) return null;
    const said = /(already|once|consumed|redeemed|been used|reuse)/i.test(descriptionOf(facts));
    const foreign = isEdited(facts, 'token', 'code');
    const code = facts.last?.parameters.get('code') ?? null;
    const sent = facts.steps.filter(({ name, exchange }) => name === 'token' && exchange?.response != null).length;
    if (!said && !foreign && sent < 2) return null;
    return {
      weight: foreign ? strength.proven : said ? strength.strong : strength.likely,
      message: 'The authorization code was redeemed before, and a code is good for one time only.',
      evidence: foreign
        ? `The code that was sent is one entered by hand${code === null ? '' : ` (${code.length} characters)`}, not the one this run obtained.${quoted(facts)}`
        : `The code was sent ${sent === 1 ? 'once' : `${sent} times`} by this run.${quoted(facts)}`,
      fix: foreign ? 'Send the code of this run.' : 'Run again: every run obtains a code of its own.',
      ...(foreign && { changes: [{ kind: 'standardParameter', endpoint: 'token', name: 'code' }] as const }),
    };
  },
};

/** An authorization code that came too late (RFC 6749 §4.1.2 recommends ten minutes at most). */
export const codeExpired: CauseRule = {
  id: 'code_expired',
  title: 'The code had expired',
  find(facts) {
    if (!isRefusedCode(facts)) return null;
    const callback = facts.steps.find(({ name }) => name === 'callback');
    const seconds =
      callback === undefined || facts.last === null ? 0 : Math.round((facts.last.exchange.startedAt - callback.startedAt) / 1_000);
    const said = /expired/i.test(descriptionOf(facts));
    if (!said && seconds < 30) return null;
    return {
      weight: said ? strength.strong : strength.likely,
      message: 'The authorization code had expired when it was redeemed.',
      evidence: `Between redirect and token request lay ${seconds} s.${quoted(facts)}`,
      fix: 'Run again, and do not wait between redirect and token request.',
    };
  },
};

/** A verifier that does not belong to the challenge (RFC 7636 §4.6). */
export const verifierWrong: CauseRule = {
  id: 'verifier_wrong',
  title: 'The PKCE verifier is wrong',
  find(facts) {
    if (!isRefusedCode(facts)) return null;
    const verdict = verdictOf(facts, 'pkce', 'fail', 'warning');
    const edited = isEdited(facts, 'token', 'code_verifier') || isEdited(facts, 'authorization', 'code_challenge');
    const said = /pkce|verifier|challenge/i.test(descriptionOf(facts));
    if (!said && !edited) return null;
    return {
      weight: edited ? strength.proven : strength.strong,
      message: 'The code_verifier does not belong to the code_challenge of the authorization request, or is missing.',
      evidence: `${verdict?.message ?? 'The server did not accept the verifier.'}${quoted(facts)}`,
      fix: edited ? 'Send verifier and challenge as Grantbench makes them.' : 'Use PKCE with S256 in both requests.',
      changes: edited
        ? [
            { kind: 'standardParameter', endpoint: 'token', name: 'code_verifier' },
            { kind: 'standardParameter', endpoint: 'authorization', name: 'code_challenge' },
          ]
        : [{ kind: 'pkce', value: 'S256' }],
    };
  },
};

/** Another redirect URI at the token endpoint than in the authorization request (RFC 6749 §4.1.3). */
export const redirectUriDiffers: CauseRule = {
  id: 'redirect_uri_differs',
  title: 'The redirect URI differs between the two legs',
  find(facts) {
    if (!isRefusedCode(facts)) return null;
    const verdict = verdictOf(facts, 'redirect_uri', 'fail', 'warning');
    const edited = isEdited(facts, 'token', 'redirect_uri') || isEdited(facts, 'authorization', 'redirect_uri');
    if (!edited && !/redirect/i.test(descriptionOf(facts))) return null;
    return {
      weight: edited ? strength.proven : strength.strong,
      message: 'The redirect_uri of the token request is not the one of the authorization request.',
      evidence: `${verdict?.message ?? `Sent at the token endpoint: ${facts.last?.parameters.get('redirect_uri') ?? 'none'}.`}${quoted(facts)}`,
      fix: 'Send the same redirect_uri in both requests.',
      changes: edited
        ? [
            { kind: 'standardParameter', endpoint: 'token', name: 'redirect_uri' },
            { kind: 'standardParameter', endpoint: 'authorization', name: 'redirect_uri' },
          ]
        : [],
    };
  },
};

/** A refresh token that is not good any more (RFC 6749 §6, RFC 9700 §4.14). */
export const refreshTokenRotated: CauseRule = {
  id: 'refresh_token_rotated',
  title: 'The refresh token was rotated away or revoked',
  find(facts): Cause | null {
    if (facts.profile.grant !== 'refresh_token' || !refusedWith(facts, 'invalid_grant')) return null;
    return {
      weight: strength.likely,
      message:
        'The refresh token is not good any more: it was used before and rotated away, was revoked, has expired, or belongs to another client.',
      evidence: `The request carried a refresh token of ${facts.profile.request.refreshToken?.length ?? 0} characters for the client ${facts.profile.client.clientId}.${quoted(facts)}`,
      fix: 'Use the refresh token of the newest run, or sign in again. A server that detects reuse revokes the whole family.',
    };
  },
};

/** A user the server does not sign in (RFC 6749 §4.3.2). */
export const userRefused: CauseRule = {
  id: 'user_refused',
  title: 'User name or password is wrong',
  find(facts) {
    if (facts.profile.grant !== 'password' || !refusedWith(facts, 'invalid_grant')) return null;
    return {
      weight: strength.likely,
      message: 'The server does not accept the user name or the password, or does not sign this user in this way.',
      evidence: `The client was accepted, the user ${facts.profile.request.username} was not.${quoted(facts)}`,
      fix: 'Check user name and password. Users with a second factor, a locked account or a federated login cannot use this grant.',
    };
  },
};
