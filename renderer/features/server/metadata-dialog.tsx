import type { DiscoveryView } from '../../../shared/contract/contract.ts';
import { Notice } from '../../components/notice.tsx';
import classes from './metadata-dialog.module.css';
import { MetadataFrame } from './metadata-frame.tsx';
import { MetadataTabs } from './metadata-tabs.tsx';

/** What a server says about itself. */
export function MetadataDialog({ view, onClose }: { readonly view: DiscoveryView; readonly onClose: () => void }) {
  const { issuer, error } = view;
  return (
    <MetadataFrame
      title="Server metadata"
      onClose={onClose}
      head={
        <>
          <p className={classes.subject} title={issuer}>
            {issuer}
          </p>
          {error !== null && (
            <Notice tone="bad" title={error.message}>
              {error.hint}
            </Notice>
          )}
        </>
      }
    >
      <MetadataTabs {...view} />
    </MetadataFrame>
  );
}
