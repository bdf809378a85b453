import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { addProfile, moveProfile } from '../../state/profile-actions.ts';
import { endOfGroup, groupProfiles, neighbourPlace, type ProfileGroup } from './group-profiles.ts';
import classes from './profile-list.module.css';
import { ProfileRow } from './profile-row.tsx';
import { RowMenu, type RowMenuAt } from './row-menu.tsx';

/** The type of what is dragged: rows of this list, and nothing from outside. */
const DRAGGED = 'application/x-grantbench-profile';

interface Drag {
  readonly id: string;
  readonly over: { readonly group: string; readonly before: string | null } | null;
}

/** The profiles under their groups: chosen by click or arrow, moved by dragging or Alt with an arrow. */
export function ProfileList({ profiles, reorder }: { readonly profiles: readonly Profile[]; readonly reorder: boolean }) {
  const groups = groupProfiles(profiles);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [menu, setMenu] = useState<RowMenuAt | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);

  const dropOn = (group: string, before: string | null) => ({
    onDragOver: (event: DragEvent) => {
      if (drag === null || !event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      event.stopPropagation();
      if (drag.over?.group !== group || drag.over.before !== before) setDrag({ ...drag, over: { group, before } });
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      if (drag !== null && drag.id !== before) void moveProfile(drag.id, group, before);
      setDrag(null);
    },
  });

  return (
    <nav aria-label="Profiles" onKeyDown={(event) => onListKey(event, groups, reorder)}>
      {groups.map((group) => (
        <section key={group.name} className={classes.group} aria-label={group.name === '' ? 'Without a group' : group.name}>
          {group.name !== '' && <GroupHead group={group} />}
          <ul className={classes.rows} {...(reorder && dropOn(group.name, endOfGroup(groups, group.name)))}>
            {group.profiles.map((profile) => (
              <li
                key={profile.id}
                className={classes.item}
                data-drop-before={drag?.over?.before === profile.id || undefined}
                draggable={reorder && renaming !== profile.id}
                onDragStart={(event) => {
                  event.dataTransfer.setData(DRAGGED, profile.id);
                  event.dataTransfer.effectAllowed = 'move';
                  setDrag({ id: profile.id, over: null });
                }}
                onDragEnd={() => setDrag(null)}
                {...(reorder && dropOn(group.name, profile.id))}
              >
                <ProfileRow
                  profile={profile}
                  renaming={renaming === profile.id}
                  onRenamed={() => setRenaming(null)}
                  onMenu={(x, y) => setMenu({ profile, x, y })}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {menu !== null && <RowMenu at={menu} onClose={() => setMenu(null)} onRename={() => setRenaming(menu.profile.id)} />}
    </nav>
  );
}

function GroupHead({ group }: { readonly group: ProfileGroup }) {
  const last = group.profiles.at(-1);
  return (
    <div className={classes.head}>
      <h2 className={classes.name} title={group.name}>
        <bdi>{group.name}</bdi>
      </h2>
      <Tooltip label={`New profile in ${group.name}`}>
        <ActionIcon
          size={20}
          aria-label={`New profile in ${group.name}`}
          onClick={() =>
            void addProfile({ name: 'New profile', group: group.name, server: { kind: last?.server.kind, issuer: last?.server.issuer } })
          }
        >
          <IconPlus size={13} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function onListKey(event: KeyboardEvent<HTMLElement>, groups: readonly ProfileGroup[], reorder: boolean): void {
  if (!(event.target instanceof HTMLElement) || !event.target.hasAttribute('data-row')) return;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
  if (step === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (event.altKey) {
    const id = event.target.dataset.row;
    const place = reorder && id !== undefined ? neighbourPlace(groups, id, step) : null;
    if (place !== null && id !== undefined) void moveProfile(id, place.group, place.before);
    return;
  }
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  rows[rows.indexOf(event.target) + step]?.focus();
}
