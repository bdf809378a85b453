import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { CaptureRecord, CaptureSummary } from '../../shared/model/capture.ts';
import type { HeldTokenRecord, TokenPage, TokenQuery, TokenWord } from '../../shared/model/held-token.ts';
import type { RunPage, RunQuery, RunRecord } from '../../shared/model/run.ts';

/** What the worker is asked to do. Everything but `open` and `wipe` needs the key. */
export type RunRequest =
  /** `file` null: in memory. */
  | { readonly op: 'open'; readonly file: string | null }
  | { readonly op: 'unlock'; readonly keyId: string; readonly key: Uint8Array }
  | { readonly op: 'put'; readonly record: RunRecord; readonly tokens: readonly HeldTokenRecord[] }
  | { readonly op: 'list'; readonly query: RunQuery }
  | { readonly op: 'get'; readonly id: string }
  | { readonly op: 'delete'; readonly ids: readonly string[] }
  | { readonly op: 'prune'; readonly keepRuns: number; readonly startedBefore: number }
  | { readonly op: 'putCaptures'; readonly records: readonly CaptureRecord[] }
  | { readonly op: 'listCaptures' }
  | { readonly op: 'getCapture'; readonly id: string }
  | { readonly op: 'pinCaptures'; readonly ids: readonly string[]; readonly pinned: boolean }
  | { readonly op: 'deleteCaptures'; readonly ids: readonly string[] }
  /** `now`: epoch milliseconds. */
  | { readonly op: 'listTokens'; readonly query: TokenQuery; readonly now: number }
  | { readonly op: 'getToken'; readonly id: string }
  | { readonly op: 'noteToken'; readonly word: TokenWord }
  | { readonly op: 'deleteTokens'; readonly by: 'id' | 'profile_id'; readonly ids: readonly string[] }
  /** Runs whose tokens are not held yet, at most so many. */
  | { readonly op: 'unheldRuns'; readonly limit: number }
  /** Holds the tokens of the runs up to the one before `next`; see `UnheldRuns`. */
  | { readonly op: 'holdTokens'; readonly tokens: readonly HeldTokenRecord[]; readonly next: number }
  | { readonly op: 'wipe' }
  | { readonly op: 'close' };

export interface OpenedDatabase {
  /** Names the key that seals the records; null while there is none. */
  readonly keyId: string | null;
  /** Whether something was ever sealed under that key: then another one must never take its place. */
  readonly hasKeyCheck: boolean;
  /** Name under which a damaged file was kept, if one was found. */
  readonly keptAside: string | null;
}

/** Runs of a version that did not hold tokens apart. */
export interface UnheldRuns {
  /** Newest first, not yet checked against the schema. Those that cannot be opened are left out. */
  readonly records: readonly unknown[];
  /** Number of the run to go on with; 0 when these are the last. */
  readonly next: number;
}

/** Tokens as they were opened. Those that somebody else has changed are left out, and counted. */
export interface OpenedTokens extends TokenPage {
  readonly damaged: number;
}

export interface RunAnswers {
  open: OpenedDatabase;
  /** Whether the key opens what is there. */
  unlock: boolean;
  put: null;
  list: RunPage;
  /** Not yet checked against the schema. */
  get: unknown;
  delete: null;
  prune: null;
  putCaptures: null;
  /** Not yet checked against the schema. */
  listCaptures: CaptureSummary[];
  /** Not yet checked against the schema. */
  getCapture: unknown;
  pinCaptures: null;
  deleteCaptures: null;
  listTokens: OpenedTokens;
  /** Not yet checked against the schema. */
  getToken: unknown;
  noteToken: null;
  deleteTokens: null;
  /** Null when there are none. */
  unheldRuns: UnheldRuns | null;
  holdTokens: null;
  wipe: null;
  close: null;
}

/** `stale`: another process has replaced the file or the key; open again and repeat. */
export type RunAnswer =
  | { readonly id: number; readonly kind: 'value'; readonly value: RunAnswers[keyof RunAnswers] }
  | { readonly id: number; readonly kind: 'stale' }
  | { readonly id: number; readonly kind: 'error'; readonly error: AppErrorData };

export interface RunMessage {
  readonly id: number;
  readonly request: RunRequest;
}
