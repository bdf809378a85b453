import { Checkbox } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { host } from '../../host/host.ts';
import { openDialog } from '../../state/dialog-state.ts';
import { deleteProfiles } from '../../state/profile-actions.ts';

/** Asks before a profile and its secrets are gone. */
export function DeleteDialog({ profile }: { readonly profile: Profile }) {
  const close = () => openDialog(null);
  const held = useHeldCount(profile.id);
  const [withTokens, setWithTokens] = useState(true);
  return (
    <ConfirmDialog
      title={`Delete “${profile.name}”?`}
      act="Delete"
      onClose={close}
      onAct={() => {
        close();
        void deleteProfiles([profile.id], held > 0 && withTokens);
      }}
    >
      <p>Its secrets are deleted from the keychain with it. Its runs stay in history.</p>
      {held > 0 && (
        <Checkbox
          label={`Delete the ${held === 1 ? 'token' : `${held.toLocaleString('en')} tokens`} it obtained, too`}
          checked={withTokens}
          onChange={(event) => setWithTokens(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}

/** How many tokens of a profile are held; 0 while that is not known, and where history is closed. */
function useHeldCount(profileId: string): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    host.invoke('token.list', { profileId, limit: 1 }).then(
      ({ total }) => setCount(total),
      () => setCount(0),
    );
  }, [profileId]);
  return count;
}
