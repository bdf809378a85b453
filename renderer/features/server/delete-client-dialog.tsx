import type { Profile } from '../../../shared/model/profile.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { startRegistration } from '../../state/registration-state.ts';

/** Asks before a client is deleted at its server. */
export function DeleteClientDialog({ profile, onClose }: { readonly profile: Profile; readonly onClose: () => void }) {
  return (
    <ConfirmDialog
      title="Delete the client at the server?"
      act="Delete it there"
      onClose={onClose}
      onAct={() => {
        onClose();
        void startRegistration(profile.id, { action: 'delete' });
      }}
    >
      <p>
        {profile.client.clientId} is registered no more, and nobody can bring it back. This profile stays, without a client; its secret and
        its registration token are deleted from the keychain.
      </p>
    </ConfirmDialog>
  );
}
