import { isThisMachine } from '../model/loopback.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { Verdict } from '../model/verdict.ts';
import type { RawExchange } from '../ports.ts';
import { accessTokenHash } from '../protocol/access-token-hash.ts';
import { onlyValue } from '../protocol/apply-edits.ts';
import { changedSecurity } from '../protocol/changed-parameters.ts';
import { challengeOf } from '../protocol/pkce.ts';
import type { CodeFacts, IdTokenFacts } from '../verdicts/facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { userinfoNotAsked } from '../verdicts/userinfo-subject.ts';
import type { ObtainedCode } from './accept-redirect.ts';
import type { RunContext } from './run-context.ts';
import { judgeAssertion, judgeResources } from './run-sent-verdicts.ts';
import type { Answered } from './run-token.ts';

/** Everything there is to say about a token answer without the keys of the server. */
export async function judgeTokenAnswer({ request }: RunContext, answered: Answered): Promise<Verdict[]> {
  const { profile } = request;
  const { answer, exchange, sent, strictRefusal, wish } = answered;
  const tokensArrived = answer.tokens !== null;
  const facts = {
    grant: profile.grant,
    answer,
    cacheControl: headerValues(exchange, 'cache-control'),
    truncated: exchange.response?.truncated ?? false,
    requestedScope: requestedScope(answered),
    dpopKeyThumbprint: (await wish.parties.dpop?.calculateThumbprint()) ?? null,
    accessTokenClaims: answered.readings.access_token?.payload ?? null,
    requestedDetails: onlyValue(wish.code?.sent ?? sent, 'authorization_details') ?? '',
    strictRefusal,
  };
  const verdicts = judgeAll(rules.answer, facts);
  if (facts.truncated) verdicts.push(...judgeAll(rules.cutAnswer, facts));
  if (tokensArrived) verdicts.push(...judgeAll(rules.tokens, facts));
  if (tokensArrived) {
    const binding = {
      thumbprint: exchange.tls?.clientCertificate?.thumbprint256 ?? null,
      accessTokenClaims: facts.accessTokenClaims,
      promised: wish.server.metadata?.tls_client_certificate_bound_access_tokens === true,
    };
    verdicts.push(...judgeAll(rules.certificateBinding, binding));
  }
  if (wish.code?.redeem != null) verdicts.push(...judgeAll(rules.code, await codeFacts(profile, wish.code, sent, tokensArrived)));
  const refreshed = profile.grant === 'refresh_token';
  const received = answer.tokens?.refresh_token ?? null;
  if (refreshed || received !== null || wish.code !== null) {
    const publicClient = profile.client.authMethod === 'none';
    const whole = { refreshed, sent: onlyValue(sent, 'refresh_token'), received, publicClient, tokensArrived };
    verdicts.push(...judgeAll(rules.refresh, whole));
  }
  const aboutSent = [...judgeAssertion(request, sent, answered.arrivedAt), ...judgeResources(sent), ...judgeEdits(profile)];
  verdicts.push(...(await judgeIdToken(request, answered)), ...judgeConnection(exchange), ...aboutSent);
  return verdicts;
}

/** The `scope` as it was asked for on the wire: in the authorization request where there is one. */
export function requestedScope({ wish, sent }: Pick<Answered, 'wish' | 'sent'>): string {
  return onlyValue(wish.code?.sent ?? sent, 'scope') ?? '';
}

/** How well the connection protected what travelled. */
export function judgeConnection({ request, tls }: RawExchange): Verdict[] {
  const url = URL.parse(request.url);
  return judgeAll(rules.connection, {
    url: request.url,
    protocol: tls?.protocol ?? null,
    certificateProblem: tls === null || tls.authorized ? null : (tls.authorizationError ?? 'not trusted'),
    recorded: tls !== null,
    loopback: url !== null && isThisMachine(url),
  });
}

/** What of the token request that protects the flow the user changed. */
export function judgeEdits({ edits }: Pick<ResolvedProfile, 'edits'>): Verdict[] {
  const changed = changedSecurity(edits.token, 'token');
  return changed === null ? [] : judgeAll(rules.edits, changed);
}

async function judgeIdToken({ profile, clockSkewSeconds }: RunContext['request'], answered: Answered): Promise<Verdict[]> {
  const { readings, answer, wish, arrivedAt } = answered;
  const reading = readings.id_token;
  if (reading === null) return [];
  const accessToken = answer.tokens?.access_token;
  const facts: IdTokenFacts = {
    reading,
    grant: profile.grant,
    clientId: onlyValue(answered.sent, 'client_id') ?? profile.client.clientId,
    issuer: wish.server.issuer,
    fromRedirect: false,
    sentNonces: wish.code?.nonces ?? [],
    accessTokenHash: accessToken === undefined ? null : await accessTokenHash(accessToken, reading.header?.alg),
    codeHash: null,
    stateHash: null,
    requestedMaxAge: onlyValue(wish.code?.sent ?? answered.sent, 'max_age'),
    requestedAcrValues: onlyValue(wish.code?.sent ?? answered.sent, 'acr_values'),
    now: Math.floor(arrivedAt / 1_000),
    clockSkewSeconds,
  };
  const format = judgeAll(rules.idTokenFormat, facts);
  if (reading.payload === null) return format;
  return [...format, ...judgeAll(rules.idToken, facts), ...judgeAll(rules.userinfoSubject, userinfoNotAsked)];
}

async function codeFacts(profile: ResolvedProfile, code: ObtainedCode, sent: Answered['sent'], tokensArrived: boolean): Promise<CodeFacts> {
  const challenge = onlyValue(code.sent, 'code_challenge');
  const challengeMethod = onlyValue(code.sent, 'code_challenge_method');
  const verifier = onlyValue(sent, 'code_verifier');
  // A challenge without a method is a plain one (RFC 7636 §4.3).
  const method = challengeMethod ?? 'plain';
  const isKnown = method === 'S256' || method === 'plain';
  return {
    pkce: profile.request.pkce,
    challenge,
    challengeMethod,
    verifier,
    computedChallenge: verifier !== null && isKnown ? await challengeOf(verifier, method) : null,
    authorizationRedirectUri: onlyValue(code.sent, 'redirect_uri'),
    tokenRedirectUri: onlyValue(sent, 'redirect_uri'),
    tokensArrived,
  };
}

/** All values of a header of the answer; the name in lower case. */
export function headerValues({ response }: RawExchange, name: string): string[] {
  return (response?.headers ?? []).filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
}
