import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconDownload, IconFolder, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Profile } from '../../../shared/model/profile.ts';
import { openDialog } from '../../state/dialog-state.ts';
import { duplicateProfile, moveProfile } from '../../state/profile-actions.ts';
import { useProfiles } from '../../state/workspace-state.ts';
import { groupProfiles, neighbourPlace } from './group-profiles.ts';

const icon = { size: 16, 'aria-hidden': true, stroke: 1.75 } as const;

/** What can be done with a profile: the same in its row and in the form's head. */
export function ProfileMenuItems({ profile, onRename }: { readonly profile: Profile; readonly onRename: () => void }) {
  const groups = groupProfiles(useProfiles());
  const up = neighbourPlace(groups, profile.id, -1);
  const down = neighbourPlace(groups, profile.id, 1);
  return (
    <>
      <Menu.Item leftSection={<IconPencil {...icon} />} onClick={onRename}>
        Rename
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => void duplicateProfile(profile.id)}>
        Duplicate
      </Menu.Item>
      <Menu.Item leftSection={<IconFolder {...icon} />} onClick={() => openDialog({ kind: 'group', profile })}>
        Move to group …
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowUp {...icon} />}
        disabled={up === null}
        onClick={() => up !== null && void moveProfile(profile.id, up.group, up.before)}
      >
        Move up
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown {...icon} />}
        disabled={down === null}
        onClick={() => down !== null && void moveProfile(profile.id, down.group, down.before)}
      >
        Move down
      </Menu.Item>
      <Menu.Item leftSection={<IconDownload {...icon} />} onClick={() => openDialog({ kind: 'export', ids: [profile.id] })}>
        Export …
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item color="var(--bad)" leftSection={<IconTrash {...icon} />} onClick={() => openDialog({ kind: 'delete', profile })}>
        Delete …
      </Menu.Item>
    </>
  );
}
