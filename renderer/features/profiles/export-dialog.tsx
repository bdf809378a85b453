import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { CopyAction } from '../../components/copy-action.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { saveFile } from '../../components/save-file.ts';
import { openDialog } from '../../state/dialog-state.ts';
import { exportProfiles } from '../../state/profile-actions.ts';

/** Hands profiles out as a file or as text. */
export function ExportDialog({ ids }: { readonly ids: readonly string[] }) {
  const [text, setText] = useState<string | null>(null);
  const close = () => openDialog(null);
  useEffect(() => {
    void exportProfiles(ids).then((exported) => (exported === undefined ? openDialog(null) : setText(exported)));
  }, [ids]);
  return (
    <Dialog
      title={ids.length === 1 ? 'Export the profile' : `Export ${ids.length} profiles`}
      onClose={close}
      actions={
        <>
          {text !== null && <CopyAction text={text} of="the export" />}
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="filled"
            disabled={text === null}
            data-autofocus
            onClick={() => {
              if (text !== null) saveFile('grantbench-profiles.json', text);
              close();
            }}
          >
            Save as a file
          </Button>
        </>
      }
    >
      <p>Secrets are not in it. Whoever imports it sees which ones are missing and enters their own.</p>
    </Dialog>
  );
}
