import { Tabs } from '@mantine/core';
import { useState } from 'react';
import type { DiscoveryView } from '../../../shared/contract/contract.ts';
import tabs from '../../components/tabs.module.css';
import { JudgedMetadata } from './judged-metadata.tsx';
import classes from './metadata-tabs.module.css';
import { RawDocument } from './raw-document.tsx';
import { ReadableMetadata } from './readable-metadata.tsx';

/** A metadata document three times: readable, judged, and as it was sent. */
export function MetadataTabs({ metadata, reading, exchanges }: Pick<DiscoveryView, 'metadata' | 'reading' | 'exchanges'>) {
  const [tab, setTab] = useState<string | null>(reading === null ? 'raw' : 'readable');
  return (
    <Tabs
      value={tab}
      onChange={setTab}
      keepMounted={false}
      unstyled
      classNames={{ root: classes.tabs, list: `${tabs.list} ${classes.list}`, tab: tabs.tab, panel: classes.panel }}
    >
      <Tabs.List aria-label="Metadata">
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
        <RawDocument metadata={metadata} exchanges={exchanges} />
      </Tabs.Panel>
    </Tabs>
  );
}
