import type { AppErrorData } from '../../shared/model/app-error.ts';

/** What the host asks its keychain process. */
export type KeychainCall =
  | { readonly op: 'get'; readonly account: string }
  | { readonly op: 'set'; readonly account: string; readonly value: string }
  | { readonly op: 'delete'; readonly account: string }
  | { readonly op: 'accounts' }
  | { readonly op: 'proveOpen' };

export interface KeychainRequest {
  readonly id: number;
  readonly service: string;
  readonly call: KeychainCall;
}

export type KeychainAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: AppErrorData };
