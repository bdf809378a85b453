/**
 * The one contract between a screen and a host: every method with its input and output, every
 * event with its payload. A new method is a new row here and a handler in `shared/workbench`;
 * the bridges (`electron/preload`, the browser host) carry names and data and never change.
 */
import { appErrorData } from '../model/app-error.ts';
import { captureListener, captureSummary, captureView, captureWish } from '../model/capture.ts';
import { profileChange } from '../model/diagnosis.ts';
import { endpointWish } from '../model/endpoint-wish.ts';
import { exchangeField, exchangeTemplate } from '../model/exchange.ts';
import { heldToken, tokenPage, tokenQuery } from '../model/held-token.ts';
import { hostFacts, keychainFacts } from '../model/host-facts.ts';
import { logoutWish } from '../model/logout-wish.ts';
import { metadataReading } from '../model/metadata-reading.ts';
import { playgroundFacts, playgroundFault } from '../model/playground.ts';
import { authMethod, grantType, profile, requestSettings, serverSettings } from '../model/profile.ts';
import { redirectReport } from '../model/redirect-report.ts';
import { registrationWish } from '../model/registration-wish.ts';
import { replayOf, runPage, runQuery, runView, step, stepName } from '../model/run.ts';
import { serverPreset } from '../model/server-preset.ts';
import { messageChanges, shownMessage, stopPoint } from '../model/stop.ts';
import { longText, shortText, uuid } from '../model/text-limits.ts';
import { tokenKind, tokenView } from '../model/token-set.ts';
import { verdict } from '../model/verdict.ts';
import { environment, settings, workspace } from '../model/workspace.ts';
import { z } from '../model/zod.ts';

const nothing = z.strictObject({});
const done = z.null();

/** Name of a secret's field within its owner. */
const field = shortText.min(1).max(256);

/** Which value of a message that can be changed. */
const messagePlace = z.strictObject({ list: z.enum(['parameters', 'headers']), index: z.number().int().min(0) });
export type MessagePlace = z.infer<typeof messagePlace>;

/** Which original to show: a part of a step's exchange, of a stray hit, a token of the run, or a value of the message it stands before. */
export const revealPart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step'), index: z.number().int().min(0), field: exchangeField }),
  z.strictObject({ kind: z.literal('stray'), index: z.number().int().min(0), field: exchangeField }),
  z.strictObject({ kind: z.literal('token'), token: tokenKind }),
  z.strictObject({ kind: z.literal('stopped'), at: messagePlace }),
  /** A value of the message a step sent or received, as `replay.read` names it. */
  z.strictObject({ kind: z.literal('message'), index: z.number().int().min(0), at: messagePlace }),
]);
export type RevealPart = z.infer<typeof revealPart>;

/** Which original of a captured request to show. */
export const capturePart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), field: exchangeField }),
  z.strictObject({ kind: z.literal('fragment') }),
  z.strictObject({ kind: z.literal('parameter'), index: z.number().int().min(0) }),
]);
export type CapturePart = z.infer<typeof capturePart>;

/** `har`: HTTP Archive 1.2, which browsers and proxies read. `json`: everything Grantbench knows. */
export const exportFormat = z.enum(['har', 'json']);
export type ExportFormat = z.infer<typeof exportFormat>;

/** A file for the user to keep. */
export const exportedFile = z.strictObject({ name: z.string(), text: z.string() });
export type ExportedFile = z.infer<typeof exportedFile>;

/** What a server says about itself, with the exchange that fetched it. */
export const discoveryView = z.strictObject({
  issuer: z.string(),
  /** The document as it was, for reading; null when it could not be used. */
  metadata: z.record(z.string(), z.unknown()).nullable(),
  /** The same, readable and judged. */
  reading: metadataReading.nullable(),
  /** How many endpoints it names. */
  endpointCount: z.number().int(),
  exchanges: z.array(exchangeTemplate),
  error: appErrorData.nullable(),
});
export type DiscoveryView = z.infer<typeof discoveryView>;

/** What a protected resource says about itself (RFC 9728). */
export const resourceView = z.strictObject({
  /** The identifier that was asked. */
  resource: z.string(),
  /** Also where `error` says that it must not be used. */
  metadata: z.record(z.string(), z.unknown()).nullable(),
  reading: metadataReading.nullable(),
  verdicts: z.array(verdict),
  exchanges: z.array(exchangeTemplate),
  error: appErrorData.nullable(),
});
export type ResourceView = z.infer<typeof resourceView>;

/** Where a server's keys are: named in the metadata of its issuer, or at their own address. */
export const keySource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('issuer'), issuer: shortText.trim().min(1) }),
  z.strictObject({ kind: z.literal('jwks_uri'), jwksUri: shortText.trim().min(1) }),
]);

/** The public keys a server publishes. */
export const keySetView = z.strictObject({
  /** Where they were found. */
  jwksUri: z.string(),
  /** As published: nothing about the keys is trusted or checked. */
  jwks: z.looseObject({ keys: z.array(z.unknown()) }),
});

/** What a preset, with its placeholders filled in, says of a profile. */
export const presetSettings = z.strictObject({
  server: serverSettings,
  authMethod,
  request: requestSettings.pick({ scope: true, pkce: true }),
});

/** How a registration ended, and where its client is now. */
export const registrationOutcome = z.strictObject({
  run: runView,
  /** The profile that has the client, or had the one that is deleted; null where nothing changed. */
  kept: z.strictObject({ workspace, profileId: uuid }).nullable(),
  /** Why the client could not be kept. The run is there all the same, with everything that was said. */
  problem: appErrorData.nullable(),
});
export type RegistrationOutcome = z.infer<typeof registrationOutcome>;

/** A refresh with a held token, and what is asked for instead of what the profile says. */
export const refreshWith = z.strictObject({
  token: uuid,
  /** Empty asks for what was granted before; absent: the scope of the profile. */
  scope: shortText.optional(),
  /** Absent: those of the profile. */
  resources: z.array(shortText).max(50).optional(),
});
export type RefreshWith = z.infer<typeof refreshWith>;

/** Method name (`noun.verb`) to input and output. */
export const methods = {
  'host.describe': { input: nothing, output: hostFacts },
  /** What happened to stored files was read: it is told no more. */
  'notice.dismiss': { input: nothing, output: done },

  'workspace.read': { input: nothing, output: workspace },
  'profile.save': { input: z.strictObject({ profile }), output: workspace },
  /** Makes the changes a diagnosis proposes. */
  'profile.fix': { input: z.strictObject({ id: uuid, changes: z.array(profileChange).min(1).max(20) }), output: workspace },
  'profile.duplicate': { input: z.strictObject({ id: uuid }), output: z.strictObject({ workspace, id: uuid }) },
  /** Deletes profiles and their secrets; `tokens`: also what is held of the tokens they obtained. */
  'profile.delete': {
    input: z.strictObject({ ids: z.array(uuid).min(1).max(1_000), tokens: z.boolean().default(false) }),
    output: workspace,
  },
  /** Puts a profile into a group, before another one (null: at the end). */
  'profile.move': { input: z.strictObject({ id: uuid, group: z.string().max(200), before: uuid.nullable() }), output: workspace },
  'profile.export': { input: z.strictObject({ ids: z.array(uuid).min(1).max(10_000) }), output: z.strictObject({ text: z.string() }) },
  'profile.import': { input: z.strictObject({ text: longText }), output: z.strictObject({ workspace, ids: z.array(uuid) }) },

  'environment.save': { input: z.strictObject({ environment }), output: workspace },
  'environment.delete': { input: z.strictObject({ id: uuid }), output: workspace },
  'settings.save': { input: z.strictObject({ settings }), output: workspace },

  /** `owner` is a profile or an environment. */
  'secret.set': { input: z.strictObject({ owner: uuid, field, value: longText }), output: done },
  'secret.clear': { input: z.strictObject({ owner: uuid, field }), output: done },
  'secret.reveal': { input: z.strictObject({ owner: uuid, field }), output: z.strictObject({ value: z.string().nullable() }) },
  /** Which secrets exist, by owner and field, without their values. */
  'secret.list': { input: nothing, output: z.strictObject({ secrets: z.array(z.strictObject({ owner: z.string(), field: z.string() })) }) },
  /** Deletes every secret of this data folder's profiles and environments, and wipes its history with its key. Other folders' stay. */
  'secret.wipe': { input: nothing, output: done },
  'keychain.probe': { input: nothing, output: keychainFacts },
  'keychain.useMemory': { input: nothing, output: keychainFacts },

  /** The servers known by name, the user's own among them, and why a file of the user's cannot be used. */
  'preset.list': { input: nothing, output: z.strictObject({ presets: z.array(serverPreset), problems: z.array(appErrorData) }) },
  'preset.fill': {
    input: z.strictObject({ id: shortText, values: z.array(z.strictObject({ name: shortText, value: shortText })).max(20) }),
    output: presetSettings,
  },

  'server.discover': { input: z.strictObject({ profileId: uuid }), output: discoveryView },
  /** Asks a protected resource about itself, reached as the profile reaches its server. `metadataUrl` is what a challenge named. */
  'server.discoverResource': {
    input: z.strictObject({ profileId: uuid, resource: shortText.trim().min(1), metadataUrl: shortText.trim().min(1).optional() }),
    output: resourceView,
  },
  /**
   * Fetches a server's key set, because the user asked to. A profile of the same issuer lends how the
   * server is reached (certificates, time limits).
   */
  'server.fetchKeys': { input: z.strictObject({ source: keySource }), output: keySetView },

  /**
   * Runs a grant of a saved profile to its end; progress arrives as `run.stepped`. `runId` is made
   * by the caller, so that it can follow and cancel at once. `refreshFrom` takes the refresh token
   * of an earlier run instead of the profile's, `refreshWith` one that is held. At each of `stops` it
   * stands still until `run.continue`.
   */
  'run.start': {
    input: z.strictObject({
      runId: uuid,
      profileId: uuid,
      grant: grantType,
      refreshFrom: uuid.optional(),
      refreshWith: refreshWith.optional(),
      stops: z.array(stopPoint).max(stopPoint.options.length).default([]),
    }),
    output: runView,
  },
  /**
   * Asks one endpoint of a saved profile's server, as a run of its own; progress arrives as `run.stepped`.
   * A held token is named by its run and does not cross this contract.
   */
  'endpoint.ask': { input: z.strictObject({ runId: uuid, profileId: uuid, wish: endpointWish }), output: runView },
  /** Lets a run go on that stands at a break point, with the changes made to what comes next. */
  'run.continue': { input: z.strictObject({ runId: uuid, changes: messageChanges }), output: done },
  /** Signs the user out at the server, as a run: the browser goes there, and comes back where it is to. */
  'logout.start': { input: z.strictObject({ runId: uuid, profileId: uuid, wish: logoutWish }), output: runView },
  /** What a profile would register: its name, grant, redirect URI, scope and public key, in the words of the registration. */
  'registration.suggest': {
    input: z.strictObject({ profileId: uuid }),
    output: z.strictObject({ metadata: z.record(z.string(), z.unknown()) }),
  },
  /**
   * Registers a client at a profile's server, or reads, changes or deletes the one it registered, as a run. What the
   * server hands out goes to the keychain, and the profile refers to it.
   */
  'registration.start': { input: z.strictObject({ runId: uuid, profileId: uuid, wish: registrationWish }), output: registrationOutcome },
  /** A message of a finished run, as it can be changed and sent again; hidden values stay with the host. */
  'replay.read': { input: z.strictObject({ of: replayOf }), output: z.strictObject({ name: stepName, message: shownMessage }) },
  /** Sends it again, with changes, as a run of its own (`replayOf`). A callback is judged again, and redeemed where it holds. */
  'replay.send': { input: z.strictObject({ runId: uuid, of: replayOf, changes: messageChanges }), output: runView },
  'run.cancel': { input: z.strictObject({ runId: uuid }), output: done },
  'run.list': { input: runQuery, output: runPage },
  'run.read': { input: z.strictObject({ runId: uuid }), output: runView },
  'run.delete': { input: z.strictObject({ ids: z.array(uuid).min(1).max(1_000) }), output: done },
  'run.wipe': { input: nothing, output: done },
  /** The whole run as a file: masked, unless `secrets` asks for what was on the wire. */
  'run.export': { input: z.strictObject({ runId: uuid, format: exportFormat, secrets: z.boolean() }), output: exportedFile },

  /** What is held, without values. The values go with the runs only where the user deletes those. */
  'token.list': { input: tokenQuery, output: tokenPage },
  'token.read': { input: z.strictObject({ id: uuid }), output: z.strictObject({ token: heldToken, view: tokenView }) },
  /** The token itself, because the user asked for it. */
  'token.reveal': { input: z.strictObject({ id: uuid }), output: z.strictObject({ text: z.string() }) },
  'token.delete': { input: z.strictObject({ ids: z.array(uuid).min(1).max(1_000) }), output: done },

  /** Opens the waiting run's authorization page (again); `inBrowser`: not in the run's own window. A host that cannot open one returns the URL. */
  'authorization.open': {
    input: z.strictObject({ runId: uuid, inBrowser: z.boolean().default(false) }),
    output: z.strictObject({ url: z.string().nullable() }),
  },
  /**
   * Opens a page that belongs to a run: where the user of another device signs in, with the code in the address
   * where `complete`; or where the playground lets one answer for its users. `url` where the host opens none itself.
   */
  'page.open': {
    input: z.discriminatedUnion('page', [
      z.strictObject({ page: z.literal('verification'), runId: uuid, complete: z.boolean() }),
      z.strictObject({ page: z.literal('approval') }),
    ]),
    output: z.strictObject({ url: z.string().nullable() }),
  },
  /** Forgets what servers left in the sign-in window of a profile. */
  'cookies.forget': { input: z.strictObject({ profileId: uuid }), output: done },
  'redirect.paste': { input: z.strictObject({ runId: uuid, url: longText }), output: done },

  'exchange.reveal': { input: z.strictObject({ runId: uuid, part: revealPart }), output: z.strictObject({ text: z.string() }) },

  /** Listens on a port without a run; what arrives is told as `capture.hit`. */
  'capture.start': { input: captureWish, output: captureListener },
  'capture.stop': { input: z.strictObject({ listenerId: uuid }), output: done },
  /** What is listened on, what was captured (newest first), and why the newest could not be stored. */
  'capture.list': {
    input: nothing,
    output: z.strictObject({
      listeners: z.array(captureListener),
      hits: z.array(captureSummary),
      problem: appErrorData.nullable(),
    }),
  },
  'capture.read': { input: z.strictObject({ id: uuid }), output: captureView },
  'capture.reveal': { input: z.strictObject({ id: uuid, part: capturePart }), output: z.strictObject({ text: z.string() }) },
  /** Keeps requests from being let go for newer ones, or not any more. */
  'capture.pin': { input: z.strictObject({ ids: z.array(uuid).min(1).max(1_000), pinned: z.boolean() }), output: done },
  'capture.delete': { input: z.strictObject({ ids: z.array(uuid).min(1).max(5_000) }), output: done },
  /** Captured requests as a file, `ids` null for all: masked, unless `secrets` asks for what was on the wire. */
  'capture.export': {
    input: z.strictObject({ ids: z.array(uuid).min(1).max(5_000).nullable(), format: exportFormat, secrets: z.boolean() }),
    output: exportedFile,
  },
  /** The runs that wait at the browser, and whether the captured request carries the `state` they sent. */
  'capture.findRuns': {
    input: z.strictObject({ id: uuid }),
    output: z.strictObject({
      runs: z.array(z.strictObject({ runId: uuid, profileName: z.string(), startedAt: z.number(), sameState: z.boolean() })),
    }),
  },
  /** Hands a captured request to a waiting run: its redirect, as if it had come to the run itself. */
  'capture.hand': { input: z.strictObject({ id: uuid, runId: uuid }), output: done },
  /** What a redirect to this URI would meet here, and how it differs from the registered one. */
  'redirect.examine': {
    input: z.strictObject({ redirectUri: shortText.min(1), registered: shortText.min(1).nullable() }),
    output: redirectReport,
  },

  /** Starts it, or leaves it as it runs; with `faults`, it misbehaves in these ways and no others. */
  'playground.start': {
    input: z.strictObject({ faults: z.array(playgroundFault).max(playgroundFault.options.length).optional() }),
    output: playgroundFacts,
  },
  'playground.stop': { input: nothing, output: done },
  'playground.read': { input: nothing, output: z.strictObject({ running: playgroundFacts.nullable() }) },
  /** Adds one ready profile for each client of the playground, secrets included; starts it if need be. */
  'playground.addProfiles': { input: nothing, output: z.strictObject({ workspace, ids: z.array(uuid) }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** Event name (`noun.happened`) to payload. */
export const events = {
  'run.stepped': z.strictObject({ runId: uuid, step }),
  'run.finished': z.strictObject({ run: runView }),
  'workspace.changed': z.strictObject({ workspace }),
  'capture.hit': z.strictObject({ hit: captureSummary, listener: captureListener }),
  'capture.changed': z.strictObject({ listeners: z.array(captureListener) }),
  'playground.changed': z.strictObject({ running: playgroundFacts.nullable() }),
  /** Something happened to a stored file, or the user has read it. */
  'notice.changed': z.strictObject({ notices: z.array(appErrorData) }),
  'keychain.changed': z.strictObject({ keychain: keychainFacts, history: appErrorData.nullable() }),
} as const satisfies Record<string, z.ZodType>;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type MethodInput<M extends MethodName> = z.input<Methods[M]['input']>;
export type ParsedInput<M extends MethodName> = z.output<Methods[M]['input']>;
export type MethodOutput<M extends MethodName> = z.output<Methods[M]['output']>;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;
/** Tells everyone who listens. */
export type Emit = <E extends EventName>(name: E, payload: EventPayload<E>) => void;

/** One function per method: what `shared/workbench` makes and `dispatch` calls. */
export type Handlers = { [M in MethodName]: (input: ParsedInput<M>) => Promise<MethodOutput<M>> };

/** A reply is always data; nothing throws across the boundary. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: z.infer<typeof appErrorData> };
