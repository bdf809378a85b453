import type { TokenReading } from '../model/token-reading.ts';
import type { TokenSet } from '../model/token-set.ts';
import type { Verdict } from '../model/verdict.ts';
import { accessTokenHash } from '../protocol/access-token-hash.ts';
import { onlyValue } from '../protocol/apply-edits.ts';
import type { ServerFacts } from '../protocol/server-facts.ts';
import { type TokenAnswer, tokensOf } from '../protocol/token-answer.ts';
import type { IdTokenFacts, TokenAnswerFacts } from '../verdicts/facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { userinfoNotAsked } from '../verdicts/userinfo-subject.ts';
import type { ObtainedCode } from './accept-redirect.ts';
import type { RunContext } from './run-context.ts';
import { readTokens, type TokenOutcome, type TokenReadings } from './run-token.ts';

/**
 * What came in the redirect itself: tokens of the implicit and hybrid grants, judged like those of the token
 * endpoint. Null where no token came.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ImplicitFlowAuth
 * @see https://openid.net/specs/openid-connect-core-1_0.html#HybridFlowAuth
 */
export async function frontChannelOutcome(run: RunContext, server: ServerFacts, obtained: ObtainedCode): Promise<TokenOutcome | null> {
  const { received, step } = obtained;
  const members = Object.fromEntries(received.filter(([name]) => name !== 'code' && name !== 'state' && name !== 'iss'));
  const tokens = tokensOf(members);
  if (tokens === null) return null;
  const arrivedAt = run.ports.clock.now();
  const answer: TokenAnswer = { status: 200, mediaType: '', form: 'form', members, tokens, error: null, problem: null };
  const { readings, verdicts } = await readTokens(run, answer, arrivedAt);
  step.addVerdicts([
    ...(tokens.access_token === undefined ? [] : judgeAll(rules.frontChannelTokens, answerFacts(run, answer, obtained, readings))),
    ...verdicts,
    ...(readings.id_token === null ? [] : await judgeFrontIdToken(run, server, obtained, readings.id_token, tokens, arrivedAt)),
  ]);
  return { answer, tokens, keptRefreshToken: null, readings, step, arrivedAt, error: null };
}

/**
 * The tokens of both channels: those of the token endpoint win, since nobody between could have touched them.
 * Where both brought an ID token, they must speak of the same user.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#HybridIDToken2
 */
export function withFrontChannel(back: TokenOutcome, front: TokenOutcome | null): TokenOutcome {
  if (front === null || back.tokens === null) return back;
  if (front.readings.id_token !== null && back.readings.id_token !== null) {
    const facts = { front: front.readings.id_token.payload, back: back.readings.id_token.payload };
    back.step.addVerdicts(judgeAll(rules.twoIdTokens, facts));
  }
  const tokens: TokenSet = { ...front.tokens, ...back.tokens, extra: { ...front.tokens?.extra, ...back.tokens.extra } };
  return {
    ...back,
    tokens,
    readings: {
      access_token: back.readings.access_token ?? front.readings.access_token,
      id_token: back.readings.id_token ?? front.readings.id_token,
      signedIdToken: back.readings.signedIdToken ?? front.readings.signedIdToken,
    },
  };
}

function answerFacts(
  { request }: RunContext,
  answer: TokenAnswer,
  { sent }: ObtainedCode,
  { access_token: accessToken }: TokenReadings,
): TokenAnswerFacts {
  return {
    grant: request.profile.grant,
    answer,
    cacheControl: [],
    truncated: false,
    requestedScope: onlyValue(sent, 'scope') ?? '',
    dpopKeyThumbprint: null,
    accessTokenClaims: accessToken?.payload ?? null,
    requestedDetails: '',
    strictRefusal: null,
  };
}

async function judgeFrontIdToken(
  { request }: RunContext,
  server: ServerFacts,
  { nonces, states, brought, sent }: ObtainedCode,
  reading: TokenReading,
  tokens: TokenSet,
  arrivedAt: number,
): Promise<Verdict[]> {
  const alg = reading.header?.alg;
  const hashOf = async (text: string | null | undefined) => (text == null ? null : accessTokenHash(text, alg));
  const facts: IdTokenFacts = {
    reading,
    grant: request.profile.grant,
    clientId: onlyValue(sent, 'client_id') ?? request.profile.client.clientId,
    issuer: server.issuer,
    fromRedirect: true,
    sentNonces: nonces,
    accessTokenHash: await hashOf(tokens.access_token),
    codeHash: await hashOf(brought.code),
    stateHash: states.length === 1 ? await hashOf(states[0]) : null,
    requestedMaxAge: onlyValue(sent, 'max_age'),
    requestedAcrValues: onlyValue(sent, 'acr_values'),
    now: Math.floor(arrivedAt / 1_000),
    clockSkewSeconds: request.clockSkewSeconds,
  };
  const format = judgeAll(rules.idTokenFormat, facts);
  if (reading.payload === null) return format;
  const verdicts = [...format, ...judgeAll(rules.idToken, facts)];
  // Where a code came along, the ID token that it brings is judged by this.
  return brought.code == null ? [...verdicts, ...judgeAll(rules.userinfoSubject, userinfoNotAsked)] : verdicts;
}
