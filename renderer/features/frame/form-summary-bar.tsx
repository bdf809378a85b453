import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconAdjustments, IconMenu2 } from '@tabler/icons-react';
import type { Profile } from '../../../shared/model/profile.ts';
import { EnvironmentPill } from '../environments/environment-pill.tsx';
import { grantLabel } from '../form/grants.ts';
import { RunButton } from '../form/run-button.tsx';
import classes from './form-summary-bar.module.css';

interface FormSummaryBarProps {
  readonly profile: Profile;
  readonly onOpen: () => void;
  /** Where the list of profiles is a drawer too. */
  readonly onProfiles?: () => void;
}

/** Where the form is a drawer: what is chosen in it, and Run, still in sight. */
export function FormSummaryBar({ profile, onOpen, onProfiles }: FormSummaryBarProps) {
  return (
    <div className={classes.bar}>
      {onProfiles !== undefined && (
        <Tooltip label="Profiles">
          <ActionIcon aria-label="Profiles" aria-haspopup="dialog" onClick={onProfiles}>
            <IconMenu2 size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <div className={classes.words}>
        <h1 className={classes.name} title={profile.name}>
          <bdi>{profile.name}</bdi>
        </h1>
        <span className={classes.grant}>{grantLabel(profile.grant, profile.request.pkce)}</span>
      </div>
      {/* There is no room for it beside all the others; it stands in the form too. */}
      {onProfiles === undefined && <EnvironmentPill />}
      <Button leftSection={<IconAdjustments size={16} aria-hidden />} onClick={onOpen} aria-haspopup="dialog">
        Edit
      </Button>
      <RunButton profile={profile} />
    </div>
  );
}
