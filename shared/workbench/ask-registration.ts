import { AppError } from '../errors.ts';
import { findUserInfo } from '../exchange/seal-header.ts';
import { rfc } from '../model/spec-link.ts';
import type { ClientMetadata } from '../protocol/client-metadata.ts';
import { readJsonAnswer } from '../protocol/json-answer.ts';
import { mediaTypeOf } from '../protocol/token-answer.ts';
import type { RegistrationFacts } from '../verdicts/facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { askEndpoint } from './ask-endpoint.ts';
import { endpointError } from './endpoints/endpoint-error.ts';
import { noEdits } from './resolve-edits.ts';
import type { RunContext } from './run-context.ts';
import type { RunEnd } from './run-record.ts';
import { headerValues, judgeConnection } from './run-token-verdicts.ts';

/** One request about a registration. */
export interface RegistrationRequest extends Pick<RegistrationFacts, 'action' | 'asked' | 'clientId'> {
  readonly method: string;
  readonly url: URL;
  /** Null for none. */
  readonly token: string | null;
  readonly body: ClientMetadata | null;
}

const labels: Record<RegistrationFacts['action'], string> = {
  register: 'register a client',
  read: 'read the registration',
  update: 'change the registration',
  delete: 'delete the client',
};

/**
 * Sends one request about a registration, as a step of the run.
 *
 * @returns the client as the answer describes it; null for a deletion
 * @throws AppError what the server refused with, or why its answer is none
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-3.2
 */
export async function askRegistration(run: RunContext, end: RunEnd, wish: RegistrationRequest): Promise<ClientMetadata | null> {
  const { action, method, url, token, body, asked, clientId } = wish;
  end.host = url.host;
  if (body !== null) learnSecrets(run, body);
  const { step, exchange, response } = await askEndpoint(run, {
    name: 'registration',
    label: labels[action],
    edits: noEdits,
    send: (fetch) =>
      fetch.fetch(url.href, {
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'Grantbench',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body !== null && { 'content-type': 'application/json' }),
        },
        body: body === null ? null : JSON.stringify(body),
      }),
  });
  const { status } = response;
  const { members, error, problem } = readJsonAnswer(response, 'client_id');
  if (members !== null) learnSecrets(run, members);
  const facts: RegistrationFacts = {
    action,
    status,
    error: error?.error ?? null,
    asked,
    members,
    clientId,
    url: url.href,
    cacheControl: headerValues(exchange, 'cache-control'),
    now: Math.floor(run.ports.clock.now() / 1_000),
  };
  const describes = action !== 'delete' && error === null && members !== null && status >= 200 && status < 300;
  // A page is no sign that anything was deleted: it may be where one signs in, and a profile would forget its client.
  const isSilent = status === 204 || response.body.length === 0;
  const isDeleted = error === null && status >= 200 && status < 300 && (isSilent || members !== null);
  const isDone = action === 'delete' ? isDeleted : describes && isNamed(members);
  step.end(isDone ? 'done' : 'failed', {
    exchange,
    verdicts: [
      ...judgeAll(rules.registration, facts),
      ...(describes ? judgeAll(rules.registeredClient, facts) : []),
      ...judgeConnection(exchange),
    ],
  });
  end.answer = { status, mediaType: mediaTypeOf(response), meaning: meaningOf(action, isDone), members, reading: null, challenges: [] };
  if (!isDone) throw refused(action, status, error, problem, describes);
  if (describes && clientId !== null && members.client_id !== clientId) {
    throw new AppError('OAUTH_INVALID_RESPONSE', { message: 'The answer is about another client.', spec: rfc(7592, '3') });
  }
  return describes ? members : null;
}

function isNamed(members: ClientMetadata): boolean {
  return typeof members.client_id === 'string' && members.client_id !== '';
}

/** What a registration hands out that nobody else may see. */
function learnSecrets(
  { log }: RunContext,
  { client_secret: secret, registration_access_token: token, software_statement: statement, registration_client_uri: uri }: ClientMetadata,
): void {
  if (typeof statement === 'string') log.learn('assertion', statement);
  if (typeof secret === 'string') log.learn('client_secret', secret);
  if (typeof token === 'string') log.learn('token', token);
  // Nobody may ask at an address with a password in it; it is hidden all the same.
  if (typeof uri === 'string') for (const { start, end } of findUserInfo(uri)) log.learn('password', uri.slice(start, end));
}

function refused(
  action: RegistrationFacts['action'],
  status: number,
  error: Parameters<typeof endpointError>[1],
  problem: string | null,
  describes: boolean,
): AppError {
  if (status === 401 || error?.error === 'invalid_token') {
    const oauth = error === null ? {} : { oauth: error };
    return action === 'register'
      ? new AppError('OAUTH_RESPONSE', {
          ...oauth,
          message: 'The server registers a client only with a valid initial access token.',
          hint: 'Give the token that whoever runs the server hands out for it.',
          spec: rfc(7591, '3.1'),
        })
      : new AppError('OAUTH_RESPONSE', {
          ...oauth,
          message: 'The server does not take the registration token.',
          hint: 'It may have been replaced by a newer one, or the client is not registered any more.',
          spec: rfc(7592, '2'),
        });
  }
  return endpointError(
    status,
    error,
    describes ? 'The answer names no client.' : (problem ?? 'The answer describes no client.'),
    rfc(7591, '3.2'),
  );
}

function meaningOf(action: RegistrationFacts['action'], done: boolean): string {
  if (!done) return action === 'delete' ? 'The client was not deleted.' : 'The server does not describe a client.';
  switch (action) {
    case 'register':
      return 'The client is registered. These are its id, its secret and how it may be used.';
    case 'read':
      return 'This is how the client is registered now.';
    case 'update':
      return 'This is how the client is registered from now on.';
    case 'delete':
      return 'The client is gone; tokens it was given may live on until they expire.';
  }
}
