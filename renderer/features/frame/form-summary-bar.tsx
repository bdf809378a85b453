import { Button } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import type { Profile } from '../../../shared/model/profile.ts';
import { EnvironmentPill } from '../environments/environment-pill.tsx';
import { grantLabel } from '../form/grants.ts';
import { RunButton } from '../form/run-button.tsx';
import classes from './form-summary-bar.module.css';

/** Where the form is a drawer: what is chosen in it, and Run, still in sight. */
export function FormSummaryBar({ profile, onOpen }: { readonly profile: Profile; readonly onOpen: () => void }) {
  return (
    <div className={classes.bar}>
      <div className={classes.words}>
        <h1 className={classes.name} title={profile.name}>
          <bdi>{profile.name}</bdi>
        </h1>
        <span className={classes.grant}>{grantLabel(profile.grant, profile.request.pkce)}</span>
      </div>
      <EnvironmentPill />
      <Button leftSection={<IconAdjustments size={16} aria-hidden />} onClick={onOpen} aria-haspopup="dialog">
        Edit
      </Button>
      <RunButton profile={profile} />
    </div>
  );
}
