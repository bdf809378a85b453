import { AppError } from '../errors.ts';
import { readToken } from '../inspector/read-token.ts';
import { verifySignature } from '../inspector/verify-signature.ts';
import { openId } from '../model/spec-link.ts';
import type { TokenReading } from '../model/token-reading.ts';
import type { Verdict } from '../model/verdict.ts';
import { type NameValues, onlyValue } from '../protocol/apply-edits.ts';
import { decryptJwe } from '../protocol/decrypt-jwe.ts';
import { fetchJson } from '../protocol/fetch-json.ts';
import { httpOptions } from '../protocol/http-limits.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import type { RunContext } from './run-context.ts';

/** An authorization response taken out of its JWT. */
export interface UnwrappedResponse {
  readonly parameters: NameValues;
  readonly verdicts: readonly Verdict[];
  /** Why it may not be used: nothing in it is believed then. */
  readonly error: AppError | null;
}

const spec = openId('jarm', '2.4', 'name-processing-rules');

/**
 * Reads an authorization response that came as a JWT: decrypts it, verifies its signature with the keys of
 * the server, and checks whom it comes from, whom it is for, and how long it is good.
 *
 * @see https://openid.net/specs/oauth-v2-jarm.html#name-processing-rules
 */
export async function unwrapResponse(run: RunContext, server: ServerFacts, received: NameValues): Promise<UnwrappedResponse> {
  const { request, ports, log } = run;
  const { profile } = request;
  const response = onlyValue(received, 'response');
  // An error may come unwrapped where the server could not even read what was asked.
  if (response === null) return { parameters: received, verdicts: [], error: null };
  const jwt = response.split('.').length === 5 ? await decryptJwe(response, profile.client, 'The response') : response;
  log.learn('assertion', jwt);
  const reading = readToken(jwt, { now: ports.clock.now(), clockSkewSeconds: request.clockSkewSeconds });
  const signature = await signatureOf(run, server, jwt, reading);
  const facts = {
    reading,
    signature,
    issuer: server.issuer,
    clientId: profile.client.clientId,
    now: Math.floor(ports.clock.now() / 1_000),
    clockSkewSeconds: request.clockSkewSeconds,
  };
  const verdicts = judgeAll(rules.jarm, facts);
  const failed = verdicts.find(({ status }) => status === 'fail');
  const error =
    failed === undefined
      ? null
      : new AppError(failed.id === 'jarm_iss' ? 'OAUTH_ISSUER_MISMATCH' : 'TOKEN_INVALID', {
          message: `${failed.message} Nothing of the response was used.`,
          spec,
        });
  return { parameters: parametersOf(reading), verdicts, error };
}

async function signatureOf({ ports, request, log }: RunContext, { metadata }: ServerFacts, jwt: string, { header }: TokenReading) {
  const { profile } = request;
  if (typeof header?.alg === 'string' && header.alg.startsWith('HS') && profile.client.clientSecret !== null)
    return verifySignature(jwt, { kind: 'secret', secret: profile.client.clientSecret, encoding: 'utf8' });
  const url = needEndpoint(profile, metadata, 'jwks_uri');
  const step = log.begin('jwks', 'keys of the server');
  const { exchange, document } = await fetchJson(ports.http, url.href, httpOptions(profile, request.signal));
  step.end(document === null ? 'failed' : 'done', { exchange });
  return verifySignature(jwt, { kind: 'jwks', jwks: document ?? { keys: [] } });
}

/** The claims as parameters; those of the JWT itself are not ones of the response, `iss` is both. */
function parametersOf({ payload }: TokenReading): NameValues {
  return Object.entries(payload ?? {})
    .filter(([name]) => !['aud', 'exp', 'iat', 'nbf', 'jti'].includes(name))
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}
