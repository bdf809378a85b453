import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** The way back, which has the focus; `Keep it` unless told. */
  readonly keep?: string;
  /** What is done, on the button. */
  readonly act: string;
  readonly onClose: () => void;
  readonly onAct: () => void;
  readonly children: ReactNode;
}

/** Asks before what cannot be undone. */
export function ConfirmDialog({ title, keep = 'Keep it', act, onClose, onAct, children }: ConfirmDialogProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-autofocus>
            {keep}
          </Button>
          <Button color="var(--bad)" variant="outline" onClick={onAct}>
            {act}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
