import { Button, FileButton, Textarea } from '@mantine/core';
import { useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { importProfiles } from '../../state/profile-actions.ts';

/** Takes profiles in, from a file or pasted. */
export function ImportDialog() {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const close = () => openDialog(null);
  const take = async (from: string) => {
    try {
      await importProfiles(from);
      close();
    } catch (thrown) {
      const { message, hint } = asAppError(thrown);
      setError(`${message} ${hint}`);
    }
  };
  return (
    <Dialog
      title="Import profiles"
      onClose={close}
      actions={
        <>
          <FileButton accept="application/json,.json" onChange={(file) => void file?.text().then(take)}>
            {(props) => <Button {...props}>Choose a file …</Button>}
          </FileButton>
          <Button variant="filled" disabled={text.trim() === ''} onClick={() => void take(text)}>
            Import
          </Button>
        </>
      }
    >
      <Field label="Exported text" error={error}>
        {(parts) => (
          <Textarea
            {...parts}
            data-autofocus
            rows={8}
            spellCheck={false}
            placeholder={'{ "format": "grantbench-profiles", … }'}
            value={text}
            error={error !== null}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setError(null);
            }}
          />
        )}
      </Field>
    </Dialog>
  );
}
