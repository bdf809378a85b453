import { pushedAuthorizationRequest } from 'oauth4webapi';
import { rfc } from '../model/spec-link.ts';
import type { NameValues } from '../protocol/apply-edits.ts';
import { fetchJson } from '../protocol/fetch-json.ts';
import { httpOptions } from '../protocol/http-limits.ts';
import { requestOptions, serverToAsk } from '../protocol/oauth-server.ts';
import { encryptedRequestObject, signedRequestObject } from '../protocol/request-object.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import { signingKeyOf, signingSecretOf } from '../protocol/sign-jwt.ts';
import { rules } from '../verdicts/rules.ts';
import { askEndpoint } from './ask-endpoint.ts';
import type { RunContext } from './run-context.ts';
import { endOpening, textMember } from './run-opening-answer.ts';
import type { RunParties } from './run-parties.ts';

/**
 * Turns the parameters of an authorization request into those that go into the URL: as they are, as a
 * signed (and encrypted) request object, or as the reference to a request that was pushed before.
 *
 * @throws AppError `OAUTH_RESPONSE`, `OAUTH_INVALID_RESPONSE`, `INPUT_*`, `UNSUPPORTED`, `NET_*`
 */
export async function protectRequest(
  run: RunContext,
  server: ServerFacts,
  parties: RunParties,
  parameters: NameValues,
): Promise<NameValues> {
  const { jar, par } = parties.asked.request.protection;
  const signed = jar ? await requestObject(run, server, parties, parameters) : parameters;
  return par ? push(run, server, parties, signed) : signed;
}

/** @see https://www.rfc-editor.org/rfc/rfc9101#section-5 */
async function requestObject(run: RunContext, server: ServerFacts, { asked }: RunParties, parameters: NameValues): Promise<NameValues> {
  const { client, request } = asked;
  const key =
    client.signingAlg.startsWith('HS') && client.clientSecret !== null
      ? await signingSecretOf(client.clientSecret, client)
      : await signingKeyOf(client);
  const audience = server.issuer ?? needEndpoint(asked, server.metadata, 'authorization_endpoint').href;
  const signed = await signedRequestObject(parameters, audience, key, run.ports.clock.now());
  const object = request.protection.jarEncrypted
    ? await encryptedRequestObject(signed, await serverKeys(run, server), server.metadata)
    : signed;
  return [...parameters.filter(([name]) => name === 'client_id'), ['request', object]];
}

/** The keys of the server, fetched as a step of the run. */
async function serverKeys({ ports, request, log }: RunContext, { metadata }: ServerFacts): Promise<readonly unknown[]> {
  const url = needEndpoint(request.profile, metadata, 'jwks_uri');
  const step = log.begin('jwks', 'keys to encrypt with');
  const { exchange, document } = await fetchJson(ports.http, url.href, httpOptions(request.profile, request.signal));
  step.end(document === null ? 'failed' : 'done', { exchange });
  return Array.isArray(document?.keys) ? document.keys : [];
}

/** @see https://www.rfc-editor.org/rfc/rfc9126#section-2.1 */
async function push(
  run: RunContext,
  server: ServerFacts,
  { client, authenticate, dpop, asked }: RunParties,
  parameters: NameValues,
): Promise<NameValues> {
  const name = 'pushed_authorization_request_endpoint';
  const endpoint = needEndpoint(asked, server.metadata, name);
  const { headers } = asked.edits.authorization;
  const answer = await askEndpoint(run, {
    name: 'pushed_authorization_request',
    label: 'push authorization request',
    // The parameters carry the user's changes already.
    edits: { parameters: [], headers, dropped: [] },
    send: (fetch) =>
      pushedAuthorizationRequest(
        serverToAsk(server, name, endpoint),
        client,
        authenticate,
        new URLSearchParams(parameters.map(([key, value]) => [key, value])),
        requestOptions(fetch, dpop),
      ),
  });
  const members = endOpening(answer, rules.pushedRequest, 201, rfc(9126, '2.2'), ['request_uri']);
  return [
    ['client_id', client.client_id],
    ['request_uri', textMember(members, 'request_uri')],
  ];
}
