import { dialogState, openDialog } from '../../state/dialog-state.ts';
import { RedirectDoctor } from '../form/redirect-doctor.tsx';
import { DeleteDialog } from '../profiles/delete-dialog.tsx';
import { ExportDialog } from '../profiles/export-dialog.tsx';
import { FaultsDialog } from '../profiles/faults-dialog.tsx';
import { GroupDialog } from '../profiles/group-dialog.tsx';
import { ImportDialog } from '../profiles/import-dialog.tsx';
import { PresetDialog } from '../profiles/preset-dialog.tsx';
import { LogoutDialog } from '../run/logout-dialog.tsx';
import { ReplayDialog } from '../run/replay-dialog.tsx';
import { ClientDialog } from '../server/client-dialog.tsx';
import { MetadataDialog } from '../server/metadata-dialog.tsx';
import { ResourceDialog } from '../server/resource-dialog.tsx';

/** The dialog in front of the screen. Loaded when the first one is opened. */
export function OpenDialog() {
  const dialog = dialogState((state) => state.dialog);
  const close = () => openDialog(null);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'delete':
      return <DeleteDialog profile={dialog.profile} />;
    case 'group':
      return <GroupDialog profile={dialog.profile} />;
    case 'export':
      return <ExportDialog ids={dialog.ids} />;
    case 'import':
      return <ImportDialog />;
    case 'faults':
      return <FaultsDialog />;
    case 'preset':
      return <PresetDialog profile={dialog.profile} />;
    case 'resource':
      return <ResourceDialog {...dialog} onClose={close} />;
    case 'metadata':
      return <MetadataDialog view={dialog.view} onClose={close} />;
    case 'redirect':
      return <RedirectDoctor redirectUri={dialog.redirectUri} onClose={close} />;
    case 'logout':
      return <LogoutDialog {...dialog} onClose={close} />;
    case 'register':
    case 'changeClient':
    case 'deleteClient':
      return <ClientDialog {...dialog} onClose={close} />;
    case 'replay':
      return <ReplayDialog of={dialog.of} onClose={close} />;
  }
}
