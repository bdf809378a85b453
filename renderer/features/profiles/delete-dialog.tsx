import { Button } from '@mantine/core';
import type { Profile } from '../../../shared/model/profile.ts';
import { Dialog } from '../../components/dialog.tsx';
import { deleteProfiles } from '../../state/profile-actions.ts';
import { openDialog } from './dialog-state.ts';

/** Asks before a profile and its secrets are gone. */
export function DeleteDialog({ profile }: { readonly profile: Profile }) {
  const close = () => openDialog(null);
  return (
    <Dialog
      title={`Delete “${profile.name}”?`}
      onClose={close}
      actions={
        <>
          <Button onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button
            color="var(--bad)"
            variant="outline"
            onClick={() => {
              close();
              void deleteProfiles([profile.id]);
            }}
          >
            Delete
          </Button>
        </>
      }
    >
      <p>Its secrets are deleted from the keychain with it. Its runs stay in history.</p>
    </Dialog>
  );
}
