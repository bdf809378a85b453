import { AppError } from '../errors.ts';
import { findUserInfo } from '../exchange/seal-header.ts';
import { maskSecretsDeep } from '../exchange/sealed-text.ts';
import type { RunRecord } from '../model/run.ts';
import { rfc } from '../model/spec-link.ts';
import type { FlowPorts } from '../ports.ts';
import type { ClientMetadata } from '../protocol/client-metadata.ts';
import { endpointUrl } from '../protocol/endpoint-url.ts';
import { readJsonAnswer } from '../protocol/json-answer.ts';
import { needEndpoint } from '../protocol/server-facts.ts';
import { mediaTypeOf } from '../protocol/token-answer.ts';
import type { RegistrationFacts } from '../verdicts/facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { askEndpoint } from './ask-endpoint.ts';
import { endpointError } from './endpoints/endpoint-error.ts';
import { noEdits } from './resolve-edits.ts';
import type { RunContext, RunObserver, RunRequest } from './run-context.ts';
import { findServer } from './run-discovery.ts';
import { runFlow } from './run-flow.ts';
import type { RunEnd } from './run-record.ts';
import { headerValues, judgeConnection } from './run-token-verdicts.ts';

/** What to do about a registration, with the tokens it takes. */
export type ReadyRegistration =
  | { readonly action: 'register'; readonly metadata: ClientMetadata; readonly initialAccessToken: string | null }
  | ReadyManagement;

/** A client that is registered already. */
export type ReadyManagement = {
  /** `registration_client_uri`. */
  readonly uri: string;
  /** `registration_access_token`. */
  readonly accessToken: string;
  /** Null where it is not known. */
  readonly clientId: string | null;
} & ({ readonly action: 'read' | 'delete' } | { readonly action: 'update'; readonly changes: ClientMetadata });

/** A finished registration run, and what the server says of the client, secrets included. */
export interface RegistrationRun {
  readonly record: RunRecord;
  /**
   * As the server described it last, also where a later request failed: its tokens may be new ones by then.
   * Null where it described none, or deleted it.
   */
  readonly client: ClientMetadata | null;
  /** The same, without what repeats a secret of this run: it may stand in a profile, but for what the server hands out. */
  readonly keepable: ClientMetadata | null;
  /** Whether the address at which the client is managed repeats one. */
  readonly hidesUri: boolean;
  readonly isDeleted: boolean;
}

/**
 * Registers a client, or reads, changes or deletes a registration, as a run of its own. Never rejects for a
 * request that failed: the record carries the error.
 *
 * @param request its profile made ready without the secrets of a grant (`bareProfile`)
 * @see https://www.rfc-editor.org/rfc/rfc7591
 * @see https://www.rfc-editor.org/rfc/rfc7592
 */
export async function runRegistration(
  ports: FlowPorts,
  request: RunRequest,
  wish: ReadyRegistration,
  observer: RunObserver,
): Promise<RegistrationRun> {
  const said: Said = { client: null, keepable: null, hidesUri: false, isDeleted: false };
  const record = await runFlow(ports, request, observer, 'registration', (run, end) => {
    // Before anything is asked: the server may know them already, and repeat them in its metadata.
    const token = wish.action === 'register' ? wish.initialAccessToken : wish.accessToken;
    if (token !== null) run.log.learn('token', token);
    return wish.action === 'register' ? register(run, end, said, wish) : manage(run, end, said, wish);
  });
  return { record, ...said };
}

/** What the server said of the client so far. */
interface Said {
  client: ClientMetadata | null;
  keepable: ClientMetadata | null;
  hidesUri: boolean;
  isDeleted: boolean;
}

/** What a client cannot be used or managed without: kept in any case, where secrets are. */
const handedOut = new Set(['client_secret', 'registration_access_token', 'registration_client_uri']);

/** Takes down a description of the client. */
function describe(said: Said, { log }: RunContext, client: ClientMetadata | null): void {
  const isShown = (value: unknown) => JSON.stringify(maskSecretsDeep(value, log.secrets)) === JSON.stringify(value);
  const kept = Object.entries(client ?? {}).filter(([name, value]) => handedOut.has(name) || isShown(value));
  said.client = client;
  said.keepable = client === null ? null : Object.fromEntries(kept);
  said.hidesUri = !isShown(client?.registration_client_uri ?? '');
}

async function register(
  run: RunContext,
  end: RunEnd,
  said: Said,
  { metadata, initialAccessToken }: Extract<ReadyRegistration, { action: 'register' }>,
): Promise<void> {
  const server = await findServer(run, ['registration_endpoint']);
  end.metadata = server.metadata;
  const url = needEndpoint(run.request.profile, server.metadata, 'registration_endpoint');
  const client = await ask(run, end, {
    action: 'register',
    method: 'POST',
    url,
    token: initialAccessToken,
    body: metadata,
    asked: metadata,
    clientId: null,
  });
  describe(said, run, client);
}

async function manage(run: RunContext, end: RunEnd, said: Said, wish: ReadyManagement): Promise<void> {
  const { uri, accessToken: token, clientId } = wish;
  const url = endpointUrl(uri, 'registration_client_uri', run.request.profile.tls.allowInsecureHttp);
  const common = { url, token, body: null, asked: null, clientId };
  switch (wish.action) {
    case 'read':
      describe(said, run, await ask(run, end, { ...common, action: 'read', method: 'GET' }));
      return;
    case 'delete':
      await ask(run, end, { ...common, action: 'delete', method: 'DELETE' });
      said.isDeleted = true;
      return;
    case 'update': {
      // What an update leaves out, a server may take for deleted: so it starts from what is registered.
      const before = await ask(run, end, { ...common, action: 'read', method: 'GET' });
      describe(said, run, before);
      const { registration_access_token: fresh } = before ?? {};
      const body = changed(before ?? {}, wish.changes);
      const after = await ask(run, end, {
        ...common,
        token: typeof fresh === 'string' ? fresh : token,
        action: 'update',
        method: 'PUT',
        body,
        asked: wish.changes,
      });
      describe(said, run, after);
      return;
    }
  }
}

/** What the server issues and an update must not repeat (RFC 7592 §2.2). */
const issued = new Set(['registration_access_token', 'registration_client_uri', 'client_secret_expires_at', 'client_id_issued_at']);

/** The registration with the changes made; what is changed to null is left out. */
function changed(before: ClientMetadata, changes: ClientMetadata): ClientMetadata {
  return Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([name, value]) => !issued.has(name) && value !== null));
}

/** One request about a registration. */
interface RegistrationRequest extends Pick<RegistrationFacts, 'action' | 'asked' | 'clientId'> {
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

/** @throws AppError what the server refused with, or why its answer is none */
async function ask(run: RunContext, end: RunEnd, wish: RegistrationRequest): Promise<ClientMetadata | null> {
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
