import type { DiscoveryView } from '../../../shared/contract/contract.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
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
          <ErrorNotice error={error} live={false} />
        </>
      }
    >
      <MetadataTabs {...view} />
    </MetadataFrame>
  );
}
