import { Menu } from '@mantine/core';
import type { Profile } from '../../../shared/model/profile.ts';
import { ProfileMenuItems } from './profile-menu.tsx';
import classes from './row-menu.module.css';

export interface RowMenuAt {
  readonly profile: Profile;
  /** Place on the screen, pixels. */
  readonly x: number;
  readonly y: number;
}

interface RowMenuProps {
  readonly at: RowMenuAt;
  readonly onClose: () => void;
  readonly onRename: () => void;
}

/** The menu of a row, where the pointer is. */
export function RowMenu({ at, onClose, onRename }: RowMenuProps) {
  return (
    <Menu opened onChange={(opened) => !opened && onClose()} withinPortal>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className={classes.anchor}
          aria-label={`Actions for ${at.profile.name}`}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <ProfileMenuItems profile={at.profile} onRename={onRename} />
      </Menu.Dropdown>
    </Menu>
  );
}
