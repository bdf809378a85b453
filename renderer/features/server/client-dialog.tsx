import type { OpenDialog } from '../../state/dialog-state.ts';
import { useProfiles } from '../../state/workspace-state.ts';
import { DeleteClientDialog } from './delete-client-dialog.tsx';
import { ChangeClientDialog, RegisterDialog } from './register-dialog.tsx';

type ClientDialogProps = Extract<OpenDialog, { readonly kind: 'register' | 'changeClient' | 'deleteClient' }> & {
  readonly onClose: () => void;
};

/** What is asked about the registration of a profile's client. */
export function ClientDialog({ onClose, ...dialog }: ClientDialogProps) {
  const profile = useProfiles().find(({ id }) => id === dialog.profileId);
  if (profile === undefined) return null;
  switch (dialog.kind) {
    case 'register':
      return <RegisterDialog profile={profile} onClose={onClose} />;
    case 'changeClient':
      return <ChangeClientDialog profile={profile} registered={dialog.registered} onClose={onClose} />;
    case 'deleteClient':
      return <DeleteClientDialog profile={profile} onClose={onClose} />;
  }
}
