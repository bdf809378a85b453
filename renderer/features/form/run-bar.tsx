import { Button } from '@mantine/core';
import type { Profile } from '../../../shared/model/profile.ts';
import { workspaceState } from '../../state/workspace-state.ts';
import classes from './run-bar.module.css';
import { RunButton } from './run-button.tsx';
import { StepThrough } from './step-through.tsx';

/** Under the form, always in sight: Run, and what of the form could not be saved. */
export function RunBar({ profile, onClose }: { readonly profile: Profile; readonly onClose: (() => void) | undefined }) {
  const unsaved = workspaceState((state) => state.unsaved[profile.id]);
  return (
    <footer className={classes.bar}>
      <RunButton profile={profile} />
      <StepThrough profile={profile} />
      {unsaved !== undefined && (
        <span className={classes.unsaved} role="alert" title={unsaved.hint}>
          Not saved: {unsaved.message}
        </span>
      )}
      {onClose !== undefined && (
        <Button className={classes.close} onClick={onClose}>
          Close
        </Button>
      )}
    </footer>
  );
}
