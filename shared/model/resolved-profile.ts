import type { SealKind } from './exchange.ts';
import type { AuthMethod, Dialect, Endpoints, GrantType, PkceMethod, ResponseMode, TimeLimits } from './profile.ts';

/**
 * A profile ready to run: variables filled in, references replaced by the secrets themselves.
 * Plain types and no schema on purpose: it is made inside the host for one run, holds secrets,
 * and must never be stored or cross a boundary.
 */
export interface ResolvedProfile {
  readonly id: string | null;
  readonly name: string;
  readonly server: {
    /** Empty where there is no metadata (endpoints by hand). */
    readonly issuer: string;
    readonly endpoints: Endpoints;
    readonly dialect: Dialect;
  };
  readonly client: { readonly clientId: string; readonly authMethod: AuthMethod; readonly clientSecret: string | null };
  readonly grant: GrantType;
  readonly request: {
    readonly scope: string;
    readonly username: string;
    readonly password: string | null;
    readonly refreshToken: string | null;
    readonly redirectUri: string;
    readonly pkce: PkceMethod;
    readonly responseMode: ResponseMode | null;
  };
  readonly edits: { readonly authorization: ResolvedEdits; readonly token: ResolvedEdits };
  readonly tls: { readonly ca: string; readonly verify: boolean; readonly allowInsecureHttp: boolean };
  readonly limits: TimeLimits;
  /** Every secret value above, and every secret variable that was filled in: what must be masked wherever it shows up. */
  readonly knownSecrets: readonly KnownSecret[];
}

export interface ResolvedEdits {
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly dropped: readonly string[];
}

/** A value that must not be shown, and what it is. */
export interface KnownSecret {
  readonly kind: SealKind;
  readonly value: string;
}
