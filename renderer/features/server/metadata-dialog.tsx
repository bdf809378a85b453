import { Modal } from '@mantine/core';
import type { DiscoveryView } from '../../../shared/contract/contract.ts';
import { Notice } from '../../components/notice.tsx';
import classes from './metadata-dialog.module.css';
import { MetadataTabs } from './metadata-tabs.tsx';

/** What a server says about itself. */
export function MetadataDialog({ view, onClose }: { readonly view: DiscoveryView; readonly onClose: () => void }) {
  const { issuer, error } = view;
  return (
    <Modal
      opened
      onClose={onClose}
      size={880}
      title="Server metadata"
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <div className={classes.head}>
        <p className={classes.subject} title={issuer}>
          {issuer}
        </p>
        {error !== null && (
          <Notice tone="bad" title={error.message}>
            {error.hint}
          </Notice>
        )}
      </div>
      <MetadataTabs {...view} />
    </Modal>
  );
}
