import { Button, Kbd } from '@mantine/core';
import { useRef } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { hostState, useCommandKey } from '../../state/host-state.ts';
import { runSelectedProfile } from '../../state/run-profile.ts';
import { cancelRun, isUnderWay, useShownRun } from '../../state/run-state.ts';
import classes from './run-button.module.css';

/** The one primary action; Cancel while it is under way. */
export function RunButton({ profile }: { readonly profile: Profile }) {
  const key = useCommandKey();
  const run = useShownRun(profile.id);
  const connected = hostState((state) => state.connection.state === 'connected');
  const starting = useRef(false);

  const start = async () => {
    if (starting.current) return;
    starting.current = true;
    await runSelectedProfile().finally(() => {
      starting.current = false;
    });
  };

  if (isUnderWay(run)) {
    return (
      <Button className={classes.run} onClick={() => void cancelRun(run.runId)} disabled={run.cancelling}>
        {run.cancelling ? 'Cancelling …' : 'Cancel'}
      </Button>
    );
  }
  return (
    <Button
      className={classes.run}
      variant="filled"
      disabled={!connected}
      aria-keyshortcuts={key === '⌘' ? 'Meta+Enter' : 'Control+Enter'}
      onClick={() => void start()}
      rightSection={
        <Kbd className={classes.key} aria-hidden>
          {key} ↵
        </Kbd>
      }
    >
      Run
    </Button>
  );
}
