import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { PlaygroundFault } from '../../../shared/model/playground.ts';
import { Dialog } from '../../components/dialog.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { playgroundState, startPlayground } from '../../state/playground-state.ts';
import classes from './faults-dialog.module.css';
import { faultGroups } from './playground-faults.ts';

/** Asks how the playground shall misbehave, to see what a client makes of it. */
export function FaultsDialog() {
  const running = playgroundState((state) => state.running);
  const [chosen, setChosen] = useState<readonly PlaygroundFault[]>(running?.faults ?? []);
  const close = () => openDialog(null);
  const start = (faults: readonly PlaygroundFault[]) => {
    close();
    void startPlayground(faults);
  };
  return (
    <Dialog
      title="How the playground misbehaves"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button disabled={(running?.faults ?? []).length === 0} onClick={() => start([])}>
            Behave
          </Button>
          <Button variant="filled" disabled={chosen.length === 0} onClick={() => start(chosen)}>
            Misbehave
          </Button>
        </>
      }
    >
      <p className={classes.note}>It starts anew at the same address. Run a profile for it: the run names what is wrong.</p>
      <div className={classes.groups}>
        {faultGroups.map(({ where, faults }) => (
          <fieldset key={where} className={classes.group}>
            <legend className={classes.heading}>{where}</legend>
            {faults.map(({ name, words }) => (
              <Checkbox
                key={name}
                size="xs"
                label={words}
                checked={chosen.includes(name)}
                onChange={({ currentTarget: { checked } }) =>
                  setChosen(checked ? [...chosen, name] : chosen.filter((other) => other !== name))
                }
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Dialog>
  );
}
