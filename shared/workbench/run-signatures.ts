import { AppError } from '../errors.ts';
import type { VerificationKey } from '../inspector/verification-key.ts';
import { verifySignature } from '../inspector/verify-signature.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { SignatureReading, TokenReading } from '../model/token-reading.ts';
import type { Verdict } from '../model/verdict.ts';
import { fetchJson } from '../protocol/fetch-json.ts';
import { httpOptions } from '../protocol/http-limits.ts';
import { findEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import type { SignatureFacts } from '../verdicts/facts.ts';
import { judge, type Rule } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import type { RunContext } from './run-context.ts';
import type { OpenStep } from './run-steps.ts';
import type { TokenOutcome } from './run-token.ts';

type SignedKind = 'id_token' | 'access_token';

/** How a signature is to be checked, or why it is not. */
type Plan =
  | { readonly by: 'jwks' }
  | { readonly by: 'key'; readonly key: VerificationKey }
  | { readonly by: 'nothing'; readonly reason: string; readonly expected: boolean };

/** What became of the signatures that could be checked. */
export type CheckedSignatures = Partial<Record<SignedKind, SignatureReading>>;

const nothing = (reason: string, expected = false): Plan => ({ by: 'nothing', reason, expected });

/**
 * Checks the signatures of the tokens that have one. The keys of the server are fetched only where a
 * token needs them, afresh each time: nothing stale is offered. Never rejects for a check that cannot be
 * made: its verdict says why.
 */
export async function checkSignatures(run: RunContext, server: ServerFacts, outcome: TokenOutcome): Promise<CheckedSignatures> {
  const { profile } = run.request;
  const jwks = keySetUrl(profile, server);
  const plans = {
    id_token: outcome.readings.id_token && planSigned(profile, outcome.readings.id_token, jwks, 'ID token'),
    access_token: planAccessToken(profile, server, outcome.readings.access_token, jwks),
  };
  const needsKeys = plans.id_token?.by === 'jwks' || plans.access_token?.by === 'jwks';
  const step = needsKeys ? run.log.begin('jwks', 'keys of the server') : null;
  const fetched =
    needsKeys && jwks.url !== null ? await fetchJson(run.ports.http, jwks.url.href, httpOptions(profile, run.request.signal)) : null;

  const verdicts: Verdict[] = [];
  const signatures: CheckedSignatures = {};
  for (const kind of ['id_token', 'access_token'] as const) {
    const plan = plans[kind];
    const reading = outcome.readings[kind];
    const token = kind === 'id_token' ? outcome.readings.signedIdToken : outcome.tokens?.access_token;
    if (plan === null || reading === null || token == null) continue;
    const facts = await check(token, reading, plan, fetched);
    if (facts.signature !== null) signatures[kind] = facts.signature;
    verdicts.push(judge(kind === 'id_token' ? rules.idTokenSignature[0] : rules.accessTokenSignature[0], facts));
  }
  if (step === null) outcome.step.addVerdicts(verdicts);
  else step.end(fetched?.document == null ? 'failed' : 'done', { exchange: fetched?.exchange ?? null, verdicts });
  return signatures;
}

/**
 * Checks the signature of a JWT that is the answer itself; the keys are fetched as a step of their own.
 *
 * @param rule what the signature is of
 */
export async function checkAnswerSignature(
  run: RunContext,
  server: ServerFacts,
  { text, reading }: { readonly text: string; readonly reading: TokenReading },
  rule: Rule<SignatureFacts>,
  answerStep: OpenStep,
): Promise<SignatureReading | null> {
  const { profile } = run.request;
  const jwks = keySetUrl(profile, server);
  const plan = planSigned(profile, reading, jwks, 'answer');
  const url = plan.by === 'jwks' ? jwks.url : null;
  const step = url === null ? null : run.log.begin('jwks', 'keys of the server');
  const fetched = url === null ? null : await fetchJson(run.ports.http, url.href, httpOptions(profile, run.request.signal));
  const facts = await check(text, reading, plan, fetched);
  const verdicts = [judge(rule, facts)];
  if (step === null) answerStep.addVerdicts(verdicts);
  else step.end(fetched?.document == null ? 'failed' : 'done', { exchange: fetched?.exchange ?? null, verdicts });
  return facts.signature;
}

async function check(
  token: string,
  reading: TokenReading,
  plan: Plan,
  fetched: Awaited<ReturnType<typeof fetchJson>> | null,
): Promise<SignatureFacts> {
  switch (plan.by) {
    case 'nothing':
      return { reading, signature: null, reason: plan.reason, expected: plan.expected };
    case 'key':
      return { reading, signature: await verifySignature(token, plan.key), reason: '', expected: true };
    case 'jwks': {
      const jwks = fetched?.document ?? null;
      if (jwks === null)
        return {
          reading,
          signature: null,
          reason: `The keys of the server could not be fetched. ${fetched?.problem ?? ''}`,
          expected: true,
        };
      return { reading, signature: await verifySignature(token, { kind: 'jwks', jwks }), reason: '', expected: true };
    }
  }
}

interface KeySetUrl {
  readonly url: URL | null;
  /** Why there is none. */
  readonly reason: string;
}

function keySetUrl(profile: ResolvedProfile, { metadata }: ServerFacts): KeySetUrl {
  try {
    return { url: findEndpoint(profile, metadata, 'jwks_uri'), reason: 'No key set (jwks_uri) is known for this server.' };
  } catch (thrown) {
    if (thrown instanceof AppError) return { url: null, reason: thrown.message };
    throw thrown;
  }
}

/** @param what the server signed for this client */
function planSigned({ client }: ResolvedProfile, reading: TokenReading, jwks: KeySetUrl, what: string): Plan {
  const alg = reading.header?.alg;
  if (reading.kind !== 'jws' || typeof alg !== 'string') return nothing(`The ${what} is no readable signed JWT.`);
  // Without a signature no key is needed to say so.
  if (alg.toLowerCase() === 'none') return { by: 'key', key: { kind: 'jwks', jwks: { keys: [] } } };
  if (alg.startsWith('HS')) {
    return client.clientSecret === null
      ? nothing(`${alg} is verified with the client secret, and this client has none.`, true)
      : { by: 'key', key: { kind: 'secret', secret: client.clientSecret, encoding: 'utf8' } };
  }
  return jwks.url === null ? nothing(jwks.reason) : { by: 'jwks' };
}

function planAccessToken(profile: ResolvedProfile, { issuer }: ServerFacts, reading: TokenReading | null, jwks: KeySetUrl): Plan | null {
  if (reading === null) return null;
  const alg = reading.header?.alg;
  if (reading.kind !== 'jws' || typeof alg !== 'string') return nothing('The access token is no readable signed JWT.');
  if (alg.startsWith('HS')) {
    const { tokenKey } = profile.server;
    return tokenKey === null
      ? nothing(`${alg} is verified with a key that only issuer and resource server share. Enter it as the token verification key.`)
      : { by: 'key', key: { kind: 'secret', ...tokenKey } };
  }
  const iss = reading.payload?.iss;
  if (issuer !== null && iss !== issuer)
    return nothing('The access token names another issuer than the server, so its keys are not known.');
  return jwks.url === null ? nothing(jwks.reason) : { by: 'jwks' };
}
