import { ActionIcon, Kbd, Menu, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconDownload, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useDeferredValue, useRef, useState } from 'react';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { useCommandKey } from '../../state/host-state.ts';
import { addPlaygroundProfiles } from '../../state/playground-state.ts';
import { addProfile } from '../../state/profile-actions.ts';
import { reportProblem, selectProfile, useProfiles, workspaceState } from '../../state/workspace-state.ts';
import { searchProfiles } from './group-profiles.ts';
import { PlaygroundCard } from './playground-card.tsx';
import { ProfileList } from './profile-list.tsx';
import { RecentRuns } from './recent-runs.tsx';
import classes from './sidebar.module.css';

/** Profiles by group, what ran lately, and the playground. */
export function Sidebar() {
  const [search, setSearch] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const profiles = useProfiles();
  const found = searchProfiles(profiles, useDeferredValue(search));
  const problem = workspaceState((state) => state.problem);

  return (
    <aside className={classes.sidebar} aria-label="Profiles">
      <div className={classes.head}>
        <SearchField
          value={search}
          onChange={setSearch}
          onEnterList={() => list.current?.querySelector<HTMLElement>('[data-row]')?.focus()}
        />
        <AddMenu />
      </div>
      <div className={classes.scroll} ref={list}>
        <ProfileList profiles={found} reorder={search.trim() === ''} />
        {found.length === 0 && profiles.length > 0 && <p className={classes.empty}>No profile matches “{search.trim()}”.</p>}
        {search.trim() === '' && <RecentRuns />}
      </div>
      <ErrorNotice error={problem} actions={<TextAction onClick={() => reportProblem(null)}>Close</TextAction>} />
      <PlaygroundCard />
    </aside>
  );
}

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnterList: () => void;
}

function SearchField({ value, onChange, onEnterList }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const key = useCommandKey();
  useHotkeys([['mod+K', () => input.current?.select()]], []);
  return (
    <div className={classes.search}>
      <input
        ref={input}
        type="search"
        className={classes.searchInput}
        aria-label="Search profiles"
        aria-keyshortcuts={key === '⌘' ? 'Meta+K' : 'Control+K'}
        placeholder="Search profiles"
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
          event.preventDefault();
          onEnterList();
        }}
      />
      {value === '' && (
        <Kbd className={classes.key} aria-hidden>
          {key} K
        </Kbd>
      )}
    </div>
  );
}

const icon = { size: 16, 'aria-hidden': true, stroke: 1.75 } as const;

function AddMenu() {
  const ids = useProfiles().map(({ id }) => id);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Add, import, export">
          <ActionIcon aria-label="Add a profile" size={33}>
            <IconPlus size={16} stroke={1.5} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => void addProfile({ name: 'New profile' })}>
          New profile
        </Menu.Item>
        <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => openDialog({ kind: 'preset', profile: null })}>
          Choose your server …
        </Menu.Item>
        <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => void addPlaygroundProfiles(selectProfile)}>
          Playground profiles
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconFileImport {...icon} />} onClick={() => openDialog({ kind: 'import' })}>
          Import …
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload {...icon} />} disabled={ids.length === 0} onClick={() => openDialog({ kind: 'export', ids })}>
          Export all …
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
