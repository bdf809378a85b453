import { create } from 'zustand';
import type { Profile } from '../../../shared/model/profile.ts';

/** A question about profiles that stands in front of the screen. */
export type ProfileDialog =
  | { readonly kind: 'delete'; readonly profile: Profile }
  | { readonly kind: 'group'; readonly profile: Profile }
  | { readonly kind: 'export'; readonly ids: readonly string[] }
  | { readonly kind: 'import' }
  /** How the playground shall misbehave. */
  | { readonly kind: 'faults' }
  /** The server of a profile; null for a new one. */
  | { readonly kind: 'preset'; readonly profile: Profile | null }
  /** Metadata of a protected resource, asked at once where one is given; `metadataUrl` is what a challenge named. */
  | { readonly kind: 'resource'; readonly profileId: string; readonly resource: string; readonly metadataUrl: string | null };

/** Which question is open; null for none. */
export const dialogState = create<{ readonly dialog: ProfileDialog | null }>(() => ({ dialog: null }));

export function openDialog(dialog: ProfileDialog | null): void {
  dialogState.setState({ dialog });
}
