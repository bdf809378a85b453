import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { EnvironmentPill } from '../environments/environment-pill.tsx';
import { ProfileMenuItems } from '../profiles/profile-menu.tsx';
import type { EditProfile } from './edit-profile.ts';
import classes from './form-header.module.css';

/** Name of the profile, the environment it runs in, and what can be done with it. */
export function FormHeader({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const [renaming, setRenaming] = useState(false);
  return (
    <div className={classes.header}>
      {renaming ? (
        <NameInput
          name={profile.name}
          onDone={(name) => {
            if (name !== null) edit(() => ({ name }));
            setRenaming(false);
          }}
        />
      ) : (
        <h1 className={classes.name}>
          <button type="button" className={classes.nameButton} title={`${profile.name}\nPress to rename`} onClick={() => setRenaming(true)}>
            <bdi>{profile.name}</bdi>
          </button>
        </h1>
      )}
      <EnvironmentPill />
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label="More">
            <ActionIcon className={classes.more} aria-label="More actions for this profile">
              <IconDots size={18} stroke={1.5} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <ProfileMenuItems profile={profile} onRename={() => setRenaming(true)} />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** The name as a field: Enter or leaving keeps it, Escape does not, and an empty one is no name. */
function NameInput({ name, onDone }: { readonly name: string; readonly onDone: (name: string | null) => void }) {
  const done = (text: string) => onDone(text.trim() === '' || text.trim() === name ? null : text.trim());
  return (
    <input
      className={classes.nameInput}
      aria-label="Name of the profile"
      defaultValue={name}
      maxLength={200}
      // biome-ignore lint/a11y/noAutofocus: the user has just asked to type here.
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => done(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done(event.currentTarget.value);
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
