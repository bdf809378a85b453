import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './metadata-frame.module.css';

interface MetadataFrameProps {
  readonly title: string;
  /** Stays in sight while what is below scrolls. */
  readonly head: ReactNode;
  /** The document; null until there is one: then the frame is no higher than its head. */
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** A document that stands in front of the screen, as high as the screen. */
export function MetadataFrame({ title, head, children, onClose }: MetadataFrameProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      size={880}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ content: children === null ? undefined : classes.content, body: classes.body }}
    >
      <div className={classes.head}>{head}</div>
      {children}
    </Modal>
  );
}
