import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  /** Width in pixels; absent: for a short question. */
  readonly size?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** At the foot, the primary one last. */
  readonly actions: ReactNode;
}

/** A question in front of the screen. */
export function Dialog({ title, size = 440, onClose, children, actions }: DialogProps) {
  // Mantine gives the focus back when a dialog closes, not when it goes: whoever came by keyboard goes on where they were.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
    [before],
  );
  return (
    <Modal opened onClose={onClose} size={size} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes.body}>{children}</div>
      <div className={classes.actions}>{actions}</div>
    </Modal>
  );
}
