import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { moveProfile } from '../../state/profile-actions.ts';
import { useProfiles } from '../../state/workspace-state.ts';
import { endOfGroup, groupProfiles } from './group-profiles.ts';

/** Asks under which heading a profile should stand. */
export function GroupDialog({ profile }: { readonly profile: Profile }) {
  const groups = groupProfiles(useProfiles());
  const [name, setName] = useState(profile.group);
  const close = () => openDialog(null);
  const move = () => {
    close();
    const group = name.trim();
    if (group !== profile.group) void moveProfile(profile.id, group, endOfGroup(groups, group));
  };
  return (
    <Dialog
      title={`Move “${profile.name}”`}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="filled" onClick={move}>
            Move
          </Button>
        </>
      }
    >
      <Field label="Group" note="A new name makes a new group; none puts it above the groups.">
        {(parts) => (
          <Autocomplete
            {...parts}
            data-autofocus
            value={name}
            maxLength={200}
            data={groups.map((group) => group.name).filter((each) => each !== '')}
            onChange={setName}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && event.currentTarget.getAttribute('aria-expanded') !== 'true') move();
            }}
          />
        )}
      </Field>
    </Dialog>
  );
}
