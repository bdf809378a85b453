import { ResourceDialog } from '../server/resource-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { openDialog, type ProfileDialog } from './dialog-state.ts';
import { ExportDialog } from './export-dialog.tsx';
import { FaultsDialog } from './faults-dialog.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { PresetDialog } from './preset-dialog.tsx';

/** The open question about profiles. Loaded when the first one is asked. */
export function ProfileDialogs({ dialog }: { readonly dialog: ProfileDialog }) {
  switch (dialog.kind) {
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
      return <ResourceDialog {...dialog} onClose={() => openDialog(null)} />;
  }
}
