import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { CaptureRecord, CaptureSummary } from '../../shared/model/capture.ts';
import type { RunPage, RunQuery, RunRecord } from '../../shared/model/run.ts';

/** What the worker is asked to do. Everything but `open` and `wipe` needs the key. */
export type RunRequest =
  /** `file` null: in memory. */
  | { readonly op: 'open'; readonly file: string | null }
  | { readonly op: 'unlock'; readonly keyId: string; readonly key: Uint8Array }
  | { readonly op: 'put'; readonly record: RunRecord }
  | { readonly op: 'list'; readonly query: RunQuery }
  | { readonly op: 'get'; readonly id: string }
  | { readonly op: 'delete'; readonly ids: readonly string[] }
  | { readonly op: 'prune'; readonly keepRuns: number; readonly startedBefore: number }
  | { readonly op: 'putCaptures'; readonly records: readonly CaptureRecord[] }
  | { readonly op: 'listCaptures' }
  | { readonly op: 'getCapture'; readonly id: string }
  | { readonly op: 'pinCaptures'; readonly ids: readonly string[]; readonly pinned: boolean }
  | { readonly op: 'deleteCaptures'; readonly ids: readonly string[] }
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
