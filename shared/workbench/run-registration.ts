import { maskSecretsDeep } from '../exchange/sealed-text.ts';
import type { RunRecord } from '../model/run.ts';
import type { FlowPorts } from '../ports.ts';
import type { ClientMetadata } from '../protocol/client-metadata.ts';
import { endpointUrl } from '../protocol/endpoint-url.ts';
import { needEndpoint } from '../protocol/server-facts.ts';
import { askRegistration } from './ask-registration.ts';
import type { RunContext, RunObserver, RunRequest } from './run-context.ts';
import { findServer } from './run-discovery.ts';
import { runFlow } from './run-flow.ts';
import type { RunEnd } from './run-record.ts';

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

/** What the server said of the client so far. */
interface Said {
  /**
   * As the server described it last, secrets included, also where a later request failed: its tokens may be new ones
   * by then. Null where it described none, or deleted it.
   */
  client: ClientMetadata | null;
  /** The same, without what repeats a secret of this run: it may stand in a profile, but for what the server hands out. */
  keepable: ClientMetadata | null;
  /** Whether the address at which the client is managed repeats one. */
  hidesUri: boolean;
  isDeleted: boolean;
}

/** A finished registration run, and what the server says of the client. */
export interface RegistrationRun extends Readonly<Said> {
  readonly record: RunRecord;
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
  const client = await askRegistration(run, end, {
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
      describe(said, run, await askRegistration(run, end, { ...common, action: 'read', method: 'GET' }));
      return;
    case 'delete':
      await askRegistration(run, end, { ...common, action: 'delete', method: 'DELETE' });
      said.isDeleted = true;
      return;
    case 'update': {
      // What an update leaves out, a server may take for deleted: so it starts from what is registered.
      const before = await askRegistration(run, end, { ...common, action: 'read', method: 'GET' });
      describe(said, run, before);
      const { registration_access_token: fresh } = before ?? {};
      const body = changed(before ?? {}, wish.changes);
      const after = await askRegistration(run, end, {
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
