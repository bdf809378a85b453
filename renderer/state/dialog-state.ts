import { create } from 'zustand';
import type { DiscoveryView } from '../../shared/contract/contract.ts';
import type { TokenSource } from '../../shared/model/endpoint-wish.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { ReplayOf } from '../../shared/model/run.ts';

/** What stands in front of the screen, whatever is behind it: a question about profiles, or something to look at. */
export type OpenDialog =
  | { readonly kind: 'delete'; readonly profile: Profile }
  | { readonly kind: 'group'; readonly profile: Profile }
  | { readonly kind: 'export'; readonly ids: readonly string[] }
  | { readonly kind: 'import' }
  /** How the playground shall misbehave. */
  | { readonly kind: 'faults' }
  /** The server of a profile; null for a new one. */
  | { readonly kind: 'preset'; readonly profile: Profile | null }
  /** Metadata of a protected resource, asked when the user says so; `metadataUrl` is what a challenge named. */
  | { readonly kind: 'resource'; readonly profileId: string; readonly resource: string; readonly metadataUrl: string | null }
  /** What a server says about itself. */
  | { readonly kind: 'metadata'; readonly view: DiscoveryView }
  /** A redirect URI, examined. */
  | { readonly kind: 'redirect'; readonly redirectUri: string }
  /** Signing out the user an ID token is about. */
  | { readonly kind: 'logout'; readonly profileId: string; readonly idToken: TokenSource }
  /** A client to be registered at a profile's server. */
  | { readonly kind: 'register'; readonly profileId: string }
  /** The registered client of a profile, as the server describes it now. */
  | { readonly kind: 'changeClient'; readonly profileId: string; readonly registered: Readonly<Record<string, unknown>> }
  | { readonly kind: 'deleteClient'; readonly profileId: string }
  /** A message of a finished run, to be sent once more. */
  | { readonly kind: 'replay'; readonly of: ReplayOf };

/**
 * What is open; null for nothing. Kept here and not where it was opened: that part of the screen may go while the
 * dialog is open, as the form does when the window becomes narrow.
 */
export const dialogState = create<{ readonly dialog: OpenDialog | null }>(() => ({ dialog: null }));

export function openDialog(dialog: OpenDialog | null): void {
  dialogState.setState({ dialog });
}
