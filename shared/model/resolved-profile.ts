import type { SealKind } from './exchange.ts';
import type {
  ClientSettings,
  Dialect,
  EndpointEdits,
  Endpoints,
  GrantType,
  KeyEncoding,
  ProxySettings,
  RequestSettings,
  TimeLimits,
  TlsSettings,
} from './profile.ts';
import type { HeldRef, SecretRef } from './value.ts';

/** Settings with every reference to a secret or a held token replaced by the value itself. */
export type Resolved<T> = T extends SecretRef | HeldRef
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Resolved<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Resolved<T[Key]> }
      : T;

export type ResolvedEdits = Resolved<EndpointEdits>;
export type ResolvedClient = Resolved<ClientSettings>;
export type ResolvedRequest = Resolved<RequestSettings>;

/**
 * A profile ready to run: variables filled in, references replaced by the secrets themselves. What its
 * grant and its client authentication do not use is empty.
 * Plain types and no schema on purpose: it is made inside the host for one run, holds secrets,
 * and must never be stored or cross a boundary.
 */
export interface ResolvedProfile {
  readonly id: string | null;
  readonly name: string;
  readonly server: {
    /** Empty where there is no metadata (endpoints by hand). */
    readonly issuer: string;
    /** By hand; one that is missing or empty is unknown. */
    readonly endpoints: Partial<Endpoints>;
    readonly dialect: Dialect;
    /** What verifies access tokens signed with a shared key; null where the profile has none. */
    readonly tokenKey: { readonly secret: string; readonly encoding: KeyEncoding } | null;
  };
  readonly client: ResolvedClient;
  readonly grant: GrantType;
  readonly request: ResolvedRequest;
  readonly edits: { readonly authorization: ResolvedEdits; readonly token: ResolvedEdits };
  readonly tls: Resolved<TlsSettings>;
  readonly proxy: Resolved<ProxySettings>;
  readonly limits: TimeLimits;
  /** Every secret value above, and every secret variable that was filled in: what must be masked wherever it shows up. */
  readonly knownSecrets: readonly KnownSecret[];
}

/** A value that must not be shown, and what it is. */
export interface KnownSecret {
  readonly kind: SealKind;
  readonly value: string;
}
