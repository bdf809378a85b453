/**
 * The doors between the workbench and the world, as types only. `node/` and `playground/`
 * implement them; hosts put them together; nothing in `shared/` knows which is behind.
 */
import type { AppErrorData } from './model/app-error.ts';
import type { CaptureRecord, CaptureSummary, CaptureWish } from './model/capture.ts';
import type { Timings, TlsFacts } from './model/exchange.ts';
import type { HeldTokenRecord, TokenPage, TokenQuery, TokenWord } from './model/held-token.ts';
import type { KeychainFacts } from './model/host-facts.ts';
import type { PlaygroundFacts, PlaygroundFault } from './model/playground.ts';
import type { ResponseMode } from './model/profile.ts';
import type { RedirectProbe } from './model/redirect-report.ts';
import type { RedirectWay } from './model/redirect-way.ts';
import type { RunPage, RunQuery, RunRecord } from './model/run.ts';
import type { ServerPreset } from './model/server-preset.ts';
import type { Settings, Workspace } from './model/workspace.ts';

/** Header names and values in wire order, names as sent, repeats kept. */
export type RawHeaders = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: RawHeaders;
  readonly body: Uint8Array | null;
}

/**
 * What proves the client in the TLS handshake, where the server asks for it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8705
 */
export type ClientCertificate =
  /** The client's own certificate and, where there are, those between it and the authority; its private key. All PEM. */
  | { readonly kind: 'pem'; readonly cert: string; readonly key: string; readonly passphrase?: string }
  /** PKCS #12 (RFC 7292). */
  | { readonly kind: 'pfx'; readonly pfx: Uint8Array; readonly passphrase: string };

/** Which proxy requests go through. */
export type ProxySetting =
  | { readonly kind: 'none' }
  /** `http:`, `https:`, `socks5:` (names resolved here) or `socks5h:` (by the proxy), with credentials where it wants them. */
  | { readonly kind: 'url'; readonly url: string }
  /** `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`. */
  | { readonly kind: 'environment' }
  | { readonly kind: 'system' };

export interface HttpOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly tls: {
    /** PEM certificates trusted besides the system's; empty for none. */
    readonly ca: string;
    readonly verify: boolean;
    /** Absent: the client stays anonymous in the handshake. Never shown to a proxy. */
    readonly certificate?: ClientCertificate;
  };
  /** Absent: none. */
  readonly proxy?: ProxySetting;
}

/** A request and what came back, as on the wire, nothing hidden. Never leaves the host's process. */
export interface RawExchange {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly request: HttpRequest & { readonly httpVersion: string };
  readonly response: RawResponse | null;
  readonly timings: Timings;
  readonly tls: TlsFacts | null;
  /** The proxy it went through: scheme, host and port, without credentials. Absent for none. */
  readonly proxy?: string;
  /** Why there is no (whole) response. A response may stand beside it: what had arrived until then. */
  readonly error: AppErrorData | null;
}

export interface RawResponse {
  /** 0 where what arrived is no HTTP answer, or not even a whole head: then all of it is in the body. */
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly headers: RawHeaders;
  /** Bytes on the wire, transfer coding undone, content coding not. */
  readonly wireBody: Uint8Array;
  /** Bytes with the content coding undone; the wire bytes where it is unknown or broken. */
  readonly body: Uint8Array;
  /** Whether the body is only a beginning: reading stopped at the limit, or the content coding has no end. */
  readonly truncated: boolean;
}

/**
 * Sends one request and follows nothing. Resolves also when the network fails: the exchange says how.
 * Only where a kept-alive connection turns out to be closed before a byte came back, it is sent once more.
 */
export interface HttpPort {
  send(request: HttpRequest, options: HttpOptions): Promise<RawExchange>;
  /** Ends kept-alive connections. */
  close(): Promise<void>;
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface Random {
  bytes(length: number): Uint8Array;
}

/** Opens the system browser of the person at this machine. Null in a host whose user sits elsewhere. */
export interface BrowserPort {
  /** @throws AppError `BROWSER_FAILED` */
  open(url: string): Promise<void>;
}

/** What a sign-in window shows and watches for. */
export interface SignInWindow {
  readonly url: string;
  /** Navigations there are taken out before anything is sent, and told; empty for none. */
  readonly redirectUri: string;
  /** Whose cookies: windows of one jar share them, and nobody else sees them. */
  readonly jar: string;
  /** Closes it. */
  readonly signal: AbortSignal;
  arrived(arrival: RedirectArrival): void;
  /** It is gone though the signal did not say so: why. */
  closed(reason: string): void;
}

/** A window of the program's own to sign in at. */
export interface SignInWindowPort {
  /** Opens it, or brings it to the front where the same signal has one open. @throws AppError `BROWSER_FAILED` */
  open(wish: SignInWindow): Promise<void>;
  /** Forgets everything that servers left in a jar (cookies, storage, cache), or in all of them. Its windows close. */
  forget(jar: string | null): Promise<void>;
}

/** A redirect that came by no listener: the address, and the form where it was posted there. */
export interface RedirectArrival {
  readonly url: string;
  readonly form: string | null;
}

/** One redirect that reached a run. */
export interface RedirectHit {
  /** The redirect's parameters, whichever way they came; repeated names stay repeated. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** As it really came: a server may ignore the response mode it was asked for and answer in the query. */
  readonly via: ResponseMode | 'paste';
  /** Which of the ways that were open it took; null where it is judged once more. */
  readonly way: RedirectWay | null;
  /** The request as it arrived and the page we answered with; null where no request reached us. */
  readonly exchange: RawExchange | null;
}

/** How a redirect came that something else caught. */
export type CaughtRedirect = Pick<RedirectHit, 'via' | 'way' | 'exchange'>;

/** One request caught by a capture listener, without a run that asked for it. */
export interface CapturedHit {
  /** The request as it arrived and the page we answered with. */
  readonly exchange: RawExchange;
  /** What stood behind the `#`, as the browser's page told it; null where no page could tell. */
  readonly fragment: string | null;
}

/** What the page says on which the user's browser lands. Plain text; the listener escapes it. */
export interface LandingWords {
  readonly ok: boolean;
  readonly title: string;
  readonly text: string;
}

export interface ArmRedirect {
  /** May have port 0 (a free one is chosen) and the host names 127.0.0.1, localhost or [::1], over http or https. */
  readonly redirectUri: string;
  readonly responseMode: ResponseMode;
  /** Tells concurrent runs at one place apart. Null (deliberately dropped) claims the place alone. */
  readonly state: string | null;
  /** The redirect brings `state` at most, as after signing out. */
  readonly bare?: true;
  readonly signal: AbortSignal;
  /** Judges the redirect at once, so that the landing page can say how it went. Must not send anything. */
  judge(hit: RedirectHit): LandingWords;
  /** What was not this run's redirect, and why. Without a response it came by no listener. */
  stray(exchange: RawExchange, reason: string, way: RedirectWay): void;
  /** A browser met the certificate of the HTTPS listener and refused it. May be told again. */
  distrusted?(): void;
}

export interface ArmedRedirect {
  /** The URI to register and send: port 0 replaced by the real one. */
  readonly redirectUri: string;
  /** What receives it in this host, without the sign-in window; pasting always does. */
  readonly ways: readonly RedirectWay[];
  /** What the HTTPS listener shows, and the file a person could trust; null without one. */
  readonly certificate: { readonly fingerprint: string; readonly file: string } | null;
  /** The one redirect. Rejects with `REDIRECT_CANCELLED` when the signal aborts. */
  readonly received: Promise<RedirectHit>;
  /**
   * The request is going to say something else than what it was armed with: the user changed it.
   *
   * @throws AppError `REDIRECT_PORT_IN_USE` where runs on one port could not be told apart any more
   */
  expect(expected: Pick<ArmRedirect, 'responseMode' | 'state'>): void;
  /**
   * Takes a redirected URL that the user brings.
   *
   * @param caught how it came where a capture caught it; absent for one that was pasted
   * @throws AppError `INPUT_URL`
   */
  paste(url: string, caught?: CaughtRedirect): void;
  /** Takes what a sign-in window was about to send. One with another state is a stray one, as at a listener. */
  arrive(arrival: RedirectArrival): void;
  close(): Promise<void>;
}

export interface RedirectPort {
  /**
   * Waits for one redirect by every way its URI allows here, all at once: whichever comes first wins. One that
   * leads neither to a loopback name nor to a scheme this host is registered for can only be pasted.
   *
   * @throws AppError `INPUT_URL`, `REDIRECT_PORT_IN_USE`, `REDIRECT_CANCELLED`; `REDIRECT_NOT_LOOPBACK` for port 0 on another
   *   host; `STORE_FAILED` where the certificate of HTTPS cannot be kept
   */
  arm(options: ArmRedirect): Promise<ArmedRedirect>;
  /** Ends all listeners, within seconds: a browser that was just redirected still gets its landing page. Call it before the process ends. */
  close(): Promise<void>;
}

/** What to catch, and who is told. */
export interface ListenForCaptures extends Pick<CaptureWish, 'port' | 'path' | 'https'> {
  captured(hit: CapturedHit): void;
  /** A request that is not recorded, and why. */
  stray(reason: string): void;
}

/** A port that records what arrives. */
export interface CaptureListening {
  readonly port: number;
  readonly addresses: readonly ('127.0.0.1' | '::1')[];
  /** SHA-256 of the certificate it serves; null for plain HTTP. */
  readonly fingerprint: string | null;
  /** Stops listening. What still waits for its fragment is told without one. */
  close(): Promise<void>;
}

/** Listens on ports of this machine for whatever arrives there, and finds out what stands in a redirect's way. */
export interface CapturePort {
  /** @throws AppError `REDIRECT_PORT_IN_USE`; `STORE_FAILED` where the certificate cannot be kept */
  listen(wish: ListenForCaptures): Promise<CaptureListening>;
  /** What a redirect to this URI would meet on this machine. @throws AppError `INPUT_URL` */
  probe(redirectUri: string): Promise<RedirectProbe>;
}

/** Captured requests, until they are deleted. Sealed by the adapter as runs are, and wiped with them. Calls throw `STORE_*` and `KEYCHAIN_*`. */
export interface CaptureStore {
  /** Also lets go what is beyond the limits. */
  put(records: readonly CaptureRecord[]): Promise<void>;
  /** All of them, newest first. */
  list(): Promise<CaptureSummary[]>;
  /** @throws AppError `STORE_NOT_FOUND` */
  get(id: string): Promise<CaptureRecord>;
  /** Keeps them from being let go, or not any more. @throws AppError `INPUT_TOO_LARGE` */
  pin(ids: readonly string[], pinned: boolean): Promise<void>;
  delete(ids: readonly string[]): Promise<void>;
}

/** Where a server is to tell that a user has answered (CIBA ping). */
export interface ArmNotification {
  /** Plain HTTP on a loopback name. Port 0 takes a free one. */
  readonly address: string;
  /** The Bearer token that the server was given for it. */
  readonly token: string;
  readonly signal: AbortSignal;
  /** A request that was not this run's ping, and why. */
  stray(exchange: RawExchange, reason: string): void;
}

export interface ArmedNotification {
  /** With the real port. */
  readonly address: string;
  /** The one ping for this request; one that came before its answer counts. Never rejects: the run may also poll. */
  received(authReqId: string): Promise<RawExchange>;
  close(): Promise<void>;
}

export interface NotificationPort {
  /** @throws AppError `INPUT_URL` for an address nobody here can listen at; `REDIRECT_PORT_IN_USE` */
  arm(options: ArmNotification): Promise<ArmedNotification>;
  close(): Promise<void>;
}

/** How a keychain is asked whether it is open. */
export interface ProbeOptions {
  /** Called where the answer was not waited for any longer, and then came after all: the keychain is open. */
  readonly whenReady?: () => void;
  /** Gives up a question that still hangs, its dialog included, and asks once more: somebody wants to try again. */
  readonly afresh?: boolean;
}

/** Secrets by account, `<owner id>/<field>`. Every call may throw `KEYCHAIN_*`. */
export interface SecretStore {
  get(account: string): Promise<string | null>;
  set(account: string, value: string): Promise<void>;
  delete(account: string): Promise<void>;
  /** Account names that start with the prefix, without reading values where the system allows it. */
  list(prefix: string): Promise<string[]>;
  /** Asks the system again, or waits for the question that is still open. */
  probe(how?: ProbeOptions): Promise<KeychainFacts>;
  /** From now on keep secrets in this process's memory only; the user asked for it. */
  useMemory(): void;
}

/** Finished runs. Sensitive parts are sealed by the adapter. Calls throw `STORE_*` and `KEYCHAIN_*`. */
export interface RunStore {
  /** Stores a run and the tokens it obtained: both, or neither. */
  put(record: RunRecord, tokens?: readonly HeldTokenRecord[]): Promise<void>;
  list(query: RunQuery): Promise<RunPage>;
  /** @throws AppError `STORE_NOT_FOUND` */
  get(id: string): Promise<RunRecord>;
  /** Deletes runs, and what is held of their tokens. */
  delete(ids: readonly string[]): Promise<void>;
  /** Lets go of old runs, and of tokens that have been of no use for as long. `now`: epoch milliseconds. */
  prune(settings: Pick<Settings, 'keepRuns' | 'keepDays'>, now: number): Promise<void>;
  /** Deletes every run and every token. */
  wipe(): Promise<void>;
  /** Why history is closed, or null when it is open. Opens it if it was not. */
  problem(): Promise<AppErrorData | null>;
  close(): Promise<void>;
}

/** Tokens that runs obtained, in the same store as the runs but not bound to their lives. Calls throw `STORE_*` and `KEYCHAIN_*`. */
export interface TokenStore {
  /** @param now epoch milliseconds, which tell what has expired */
  list(query: TokenQuery, now: number): Promise<TokenPage>;
  /** @throws AppError `STORE_NOT_FOUND` */
  get(id: string): Promise<HeldTokenRecord>;
  /** Notes what a server said of a token, wherever it is held. */
  note(word: TokenWord): Promise<void>;
  delete(ids: readonly string[]): Promise<void>;
  /** Deletes what is held of these profiles. */
  deleteOf(profileIds: readonly string[]): Promise<void>;
}

/** The workspace file. `change` re-reads, applies and writes inside a lock that all processes honour. */
export interface WorkspaceStore {
  read(): Promise<Workspace>;
  change(edit: (workspace: Workspace) => Workspace): Promise<Workspace>;
  /** What happened to stored files (a damaged one was kept aside), and was not dismissed yet. */
  notices(): AppErrorData[];
  dismissNotices(): Promise<void>;
}

/** The presets a user keeps in files, and why others cannot be used. */
export interface PresetFiles {
  readonly presets: readonly ServerPreset[];
  readonly problems: readonly AppErrorData[];
}

export interface PresetPort {
  /** Reads the files anew. One that is broken hides no other. @throws AppError `STORE_FAILED` */
  read(): Promise<PresetFiles>;
}

export interface PlaygroundPort {
  /**
   * Starts it, or returns the running one. With `faults`, it misbehaves in these ways and no others: one that runs
   * otherwise is started anew, at the same address.
   *
   * @throws AppError `PLAYGROUND_FAILED`
   */
  start(faults?: readonly PlaygroundFault[]): Promise<PlaygroundFacts>;
  stop(): Promise<void>;
  /** Null while it is stopped. */
  running(): PlaygroundFacts | null;
}

/** Fields a log line may have: an allow-list, so that a secret has no way in. */
export interface LogFields {
  method?: string;
  code?: string;
  grant?: string;
  task?: string;
  step?: string;
  status?: number;
  ms?: number;
  count?: number;
  version?: string;
}

export interface Log {
  write(level: 'info' | 'warn' | 'error', event: string, fields?: LogFields): void;
}

/** What running a grant needs. */
export interface FlowPorts {
  readonly http: HttpPort;
  readonly redirect: RedirectPort;
  readonly notifications: NotificationPort;
  readonly browser: BrowserPort | null;
  /** Absent in a host that has no windows. */
  readonly signInWindow?: SignInWindowPort;
  readonly clock: Clock;
  readonly random: Random;
}

/** What the whole workbench needs. */
export interface Ports extends FlowPorts {
  readonly secrets: SecretStore;
  readonly runs: RunStore;
  readonly capture: CapturePort;
  readonly captures: CaptureStore;
  readonly tokens: TokenStore;
  readonly workspace: WorkspaceStore;
  readonly playground: PlaygroundPort;
  readonly presets: PresetPort;
  readonly log: Log;
}
