import { systemClock, systemRandom } from '../../../node/clock-random.ts';
import { createHttpPort } from '../../../node/http/undici-http-port.ts';
import { createNotificationPort } from '../../../node/redirect/notification-port.ts';
import { createRedirectPort } from '../../../node/redirect/redirect-port.ts';
import { standardDialect } from '../../../shared/model/dialect.ts';
import type { SealKind } from '../../../shared/model/exchange.ts';
import { clientSettings, proxySettings, requestSettings, tlsSettings } from '../../../shared/model/profile.ts';
import type { KnownSecret, ResolvedClient, ResolvedProfile, ResolvedRequest } from '../../../shared/model/resolved-profile.ts';
import type { RunRecord, Step } from '../../../shared/model/run.ts';
import { runRecord } from '../../../shared/model/run.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { FlowPorts } from '../../../shared/ports.ts';
import { type RunObserver, runGrant } from '../../../shared/workbench/run-grant.ts';

/** The real ports, as the command line puts them together. */
export function openFlow(): FlowPorts & { close(): Promise<void> } {
  const http = createHttpPort();
  const redirect = createRedirectPort(systemClock);
  const notifications = createNotificationPort(systemClock);
  return {
    http,
    redirect,
    notifications,
    browser: null,
    clock: systemClock,
    random: systemRandom,
    async close() {
      await Promise.all([http.close(), redirect.close(), notifications.close()]);
    },
  };
}

type Wishes = { [K in keyof ResolvedProfile]?: Partial<ResolvedProfile[K]> };

/** A ready profile: the defaults of the model, the wishes on top, its secrets known. */
export function readyProfile(wishes: Omit<Wishes, 'grant'> & { grant: ResolvedProfile['grant'] }): ResolvedProfile {
  const none = { parameters: [], headers: [], dropped: [] };
  const profile: ResolvedProfile = {
    id: null,
    name: 'test',
    grant: wishes.grant,
    server: {
      issuer: '',
      dialect: standardDialect,
      tokenKey: null,
      ...wishes.server,
      endpoints: { ...wishes.server?.endpoints },
    },
    client: { ...(clientSettings.parse({}) as ResolvedClient), clientId: 'client', authMethod: 'none', ...wishes.client },
    request: { ...(requestSettings.parse({}) as ResolvedRequest), ...wishes.request },
    edits: { authorization: { ...none, ...wishes.edits?.authorization }, token: { ...none, ...wishes.edits?.token } },
    tls: { ...(tlsSettings.parse({}) as ResolvedProfile['tls']), ...wishes.tls },
    proxy: { ...(proxySettings.parse({}) as ResolvedProfile['proxy']), ...wishes.proxy },
    limits: { requestSeconds: 10, browserSeconds: 10, ...wishes.limits },
    knownSecrets: [],
  };
  const { client, request } = profile;
  const secrets: [SealKind, string | null][] = [
    ['client_secret', client.clientSecret],
    ['password', request.password],
    ['refresh_token', request.refreshToken],
    ['secret', profile.server.tokenKey?.secret ?? null],
    ['secret', client.signingKey],
    ['secret', client.decryptionKey],
    ['secret', request.protection.dpopKey],
    ['token', request.exchange.subjectToken],
    ['token', request.exchange.actorToken],
    ['assertion', request.assertion.given],
  ];
  const knownSecrets = secrets
    .filter((pair): pair is [SealKind, string] => pair[1] !== null)
    .map(([kind, value]): KnownSecret => ({ kind, value }));
  return { ...profile, knownSecrets };
}

/** A finished run with what tests ask of it. */
export interface Ran {
  readonly record: RunRecord;
  readonly outcome: RunRecord['view']['summary']['outcome'];
  readonly error: RunRecord['view']['error'];
  readonly tokens: RunRecord['sealed']['tokens'];
  readonly steps: readonly string[];
  readonly told: readonly Step[];
  verdict(id: string): Verdict | undefined;
  /** `id: status` of all that did not pass and do apply. */
  readonly complaints: readonly string[];
}

/** Runs a grant to its end. The record is parsed, so that what the store gets is always of its form. */
export async function run(
  ports: FlowPorts,
  profile: ResolvedProfile,
  onAuthorization: RunObserver['authorizationRequested'] = () => {
    throw new Error('nobody signs in');
  },
  signal: AbortSignal = new AbortController().signal,
  watch: (step: Step) => void = () => {},
): Promise<Ran> {
  const told: Step[] = [];
  const request = { runId: crypto.randomUUID(), profile, clockSkewSeconds: 30, signal };
  const record = await runGrant(ports, request, {
    stepped(step) {
      told.push(step);
      watch(step);
    },
    authorizationRequested: onAuthorization,
  });
  runRecord.parse(record);
  const verdicts = record.view.steps.flatMap((step) => step.verdicts);
  return {
    record,
    outcome: record.view.summary.outcome,
    error: record.view.error,
    tokens: record.sealed.tokens,
    steps: record.view.steps.map(({ name }) => name),
    told,
    verdict: (id) => verdicts.find((verdict) => verdict.id === id),
    complaints: verdicts.filter(({ status }) => status === 'fail' || status === 'warning').map(({ id, status }) => `${id}: ${status}`),
  };
}
