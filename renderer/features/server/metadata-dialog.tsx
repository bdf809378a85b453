import { Modal, Tabs } from '@mantine/core';
import { useState } from 'react';
import type { DiscoveryView } from '../../../shared/contract/contract.ts';
import { Notice } from '../../components/notice.tsx';
import { JudgedMetadata } from './judged-metadata.tsx';
import classes from './metadata-dialog.module.css';
import { RawDocument } from './raw-document.tsx';
import { ReadableMetadata } from './readable-metadata.tsx';

/** What a server says about itself: readable, judged, and as it was sent. */
export function MetadataDialog({ view, onClose }: { readonly view: DiscoveryView; readonly onClose: () => void }) {
  const { reading, error } = view;
  const [tab, setTab] = useState<string | null>(reading === null ? 'raw' : 'readable');
  return (
    <Modal
      opened
      onClose={onClose}
      size={880}
      title="Server metadata"
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <p className={classes.issuer} title={view.issuer}>
        {view.issuer}
      </p>
      {error !== null && (
        <Notice tone="bad" title={error.message}>
          {error.hint}
        </Notice>
      )}
      <Tabs
        value={tab}
        onChange={setTab}
        keepMounted={false}
        unstyled
        classNames={{ root: classes.tabs, list: classes.list, tab: classes.tab, panel: classes.panel }}
      >
        <Tabs.List aria-label="Server metadata">
          <Tabs.Tab value="readable" disabled={reading === null}>
            Readable
          </Tabs.Tab>
          <Tabs.Tab value="judged" disabled={reading === null}>
            Judged
          </Tabs.Tab>
          <Tabs.Tab value="raw">Raw document</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="readable" tabIndex={0}>
          {reading !== null && <ReadableMetadata groups={reading.groups} />}
        </Tabs.Panel>
        <Tabs.Panel value="judged" tabIndex={0}>
          {reading !== null && <JudgedMetadata findings={reading.findings} />}
        </Tabs.Panel>
        <Tabs.Panel value="raw">
          <RawDocument metadata={view.metadata} exchanges={view.exchanges} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}
