import { protectedResourceRequest, WWWAuthenticateChallengeError } from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import { sensitiveKind } from '../../exchange/sensitive-names.ts';
import { readToken } from '../../inspector/read-token.ts';
import { oauthErrorMeaning } from '../../model/oauth-error-meaning.ts';
import { rfc } from '../../model/spec-link.ts';
import { endpointUrl } from '../../protocol/endpoint-url.ts';
import { readJsonAnswer } from '../../protocol/json-answer.ts';
import { requestOptions } from '../../protocol/oauth-server.ts';
import type { RecordingFetch } from '../../protocol/recording-fetch.ts';
import { refusal } from '../../protocol/refusal.ts';
import { mediaTypeOf } from '../../protocol/token-answer.ts';
import { judgeAll } from '../../verdicts/rule.ts';
import { rules } from '../../verdicts/rules.ts';
import { askEndpoint } from '../ask-endpoint.ts';
import { headerValues, judgeConnection } from '../run-token-verdicts.ts';
import { challengesOf } from './challenges-of.ts';
import type { Endpoint, EndpointCall, ReadyWish } from './endpoint.ts';
import { usesDpop } from './token-scheme.ts';

type Wish = ReadyWish<'resource'>;
type Place = NonNullable<Wish['place']>;

/**
 * Uses a token: any request the user describes, with the token where they want it. Nothing is followed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2
 */
export const resource: Endpoint<'resource'> = {
  at: ({ tls }, { url }) => resourceUrl(url, tls.allowInsecureHttp),
  authenticates: false,
  async ask(call, wish) {
    const { run, parties, edits } = call;
    const { token } = wish;
    const headers = [...wish.headers, ...edits.headers];
    const place = wish.place ?? (usesDpop(token, parties) ? 'dpop' : 'bearer');
    checkRequest({ ...wish, headers }, place);
    // A server may repeat what a header says.
    for (const { name, value } of headers) {
      const kind = sensitiveKind(name);
      if (kind !== null) run.log.learn(kind, value);
    }
    const { step, exchange, response } = await askEndpoint(run, {
      name: 'resource',
      label: `${wish.method} with the token`,
      edits: { ...edits, headers },
      send: (fetch) => send(fetch, call, wish, place),
    });
    const { status } = response;
    const challenges = challengesOf(exchange);
    const now = run.ports.clock.now();
    const refused = status >= 400 || status < 200;
    step.end(refused ? 'failed' : 'done', {
      exchange,
      verdicts: [
        ...judgeAll(rules.resource, {
          place,
          status,
          tokenType: token.type,
          claims: readToken(token.value, { now }).payload,
          proofThumbprint: place === 'dpop' ? ((await parties.dpop?.calculateThumbprint()) ?? null) : null,
          certificateThumbprint: exchange.tls?.clientCertificate?.thumbprint256 ?? null,
          challenges: challenges.challenges,
          challengeProblems: challenges.problems,
          cacheControl: headerValues(exchange, 'cache-control'),
          now: Math.floor(now / 1_000),
          clockSkewSeconds: run.request.clockSkewSeconds,
        }),
        ...judgeConnection(exchange),
      ],
    });
    const { members, error: said } = readJsonAnswer(response, '');
    // A resource may call anything an error; only what OAuth knows is one of OAuth.
    const error = challenges.error ?? (said !== null && oauthErrorMeaning(said.error, false) !== null ? said : null);
    const [location] = headerValues(exchange, 'location');
    return {
      answer: {
        status,
        mediaType: mediaTypeOf(response),
        meaning: meaningOf(status, location),
        members,
        reading: null,
        challenges: challenges.explained,
      },
      error: refused ? refusedWith(status, response.statusText, error) : null,
    };
  },
};

/** @throws AppError `INPUT_URL`, `INPUT_INSECURE_URL` */
function resourceUrl(text: string, allowInsecureHttp: boolean): URL {
  const url = endpointUrl(text, 'URL', allowInsecureHttp);
  if (url.username !== '' || url.password !== '') {
    throw new AppError('INPUT_URL', {
      message: 'The URL has a name and a password in it.',
      hint: 'Leave them out; credentials of another kind go into a header.',
    });
  }
  // A fragment is never sent.
  url.hash = '';
  return url;
}

/** Characters no header can carry: they would begin another one. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;
const httpToken = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** @throws AppError `INPUT_INVALID` for what no request can be */
function checkRequest({ method, url, headers, body }: Wish, place: Place): void {
  const wrong = (message: string, hint: string) => new AppError('INPUT_INVALID', { message, hint });
  if (!httpToken.test(method) || method === 'CONNECT')
    throw wrong(`“${method}” is no method a resource has.`, 'Use GET, POST or another one.');
  for (const { name, value } of headers) {
    if (!httpToken.test(name)) throw wrong(`“${name}” is no name of a header.`, 'Use letters, digits and hyphens.');
    if (unsendable.test(value))
      throw wrong(`The header ${name} has a character no header can carry.`, 'Leave out line breaks and control characters.');
  }
  if (body !== '' && (method === 'GET' || method === 'HEAD'))
    throw wrong(`A ${method} request has no body.`, 'Choose another method, or leave the body out.');
  if (place === 'query' && URL.parse(url)?.searchParams.has('access_token'))
    throw wrong('The URL has an access_token already.', 'Leave it out: the token is put there.');
  if (place === 'body') checkFormBody(method, headers, wrong);
}

function checkFormBody(method: string, headers: Wish['headers'], wrong: (message: string, hint: string) => AppError): void {
  if (method === 'GET' || method === 'HEAD') throw wrong('A token in the body takes a method that has one.', 'Choose POST.');
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  if (type !== undefined && !/^application\/x-www-form-urlencoded\b/i.test(type))
    throw wrong(
      'Only a form can carry the token in the body.',
      'Leave the content type out, or send the token in the Authorization header.',
    );
}

async function send(fetch: RecordingFetch, { endpoint, parties }: EndpointCall, wish: Wish, place: Place): Promise<Response> {
  const { token, method, body } = wish;
  const options = requestOptions(fetch, place === 'dpop' ? parties.dpop : null);
  const headers = new Headers(options.headers);
  const sent = body === '' ? null : body;
  switch (place) {
    case 'bearer':
    case 'dpop':
      return answerOf(protectedResourceRequest(token.value, method, endpoint, headers, sent, options));
    case 'query': {
      const url = new URL(endpoint);
      url.searchParams.append('access_token', token.value);
      return fetch.fetch(url.href, { method, headers: Object.fromEntries(headers), body: sent });
    }
    case 'body': {
      const form = new URLSearchParams(body);
      form.append('access_token', token.value);
      headers.set('content-type', 'application/x-www-form-urlencoded');
      return fetch.fetch(endpoint.href, { method, headers: Object.fromEntries(headers), body: form });
    }
  }
}

/** The answer itself: the library does not hand out one that has a challenge. */
async function answerOf(asked: Promise<Response>): Promise<Response> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof WWWAuthenticateChallengeError) return thrown.response;
    throw thrown;
  }
}

function meaningOf(status: number, location: string | undefined): string {
  if (status >= 200 && status < 300) return 'The resource took the token.';
  if (status >= 300 && status < 400)
    return `The resource sends on${location === undefined ? '' : ` to ${location}`}. That was not followed: the token would go along.`;
  if (status === 401) return 'The resource does not take this token.';
  if (status === 403) return 'The resource takes the token, and does not allow this with it.';
  return status >= 500 ? 'The resource failed; that says nothing about the token.' : 'The resource refused the request.';
}

function refusedWith(status: number, statusText: string, error: Parameters<typeof refusal>[0] | null): AppError {
  if (error !== null) return refusal(error, rfc(6750, '3'));
  return new AppError('OAUTH_RESPONSE', {
    message: `The resource answered ${`${status} ${statusText}`.trim()}.`,
    hint:
      status === 401
        ? 'It does not say why. Get a fresh token, and compare its audience and issuer with what the resource trusts.'
        : 'Read its answer; it says nothing in the words of OAuth.',
    spec: rfc(6750, '3'),
  });
}
