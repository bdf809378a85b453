import { Chip, Group } from '@mantine/core';
import { useId } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import classes from './dropped-parameters.module.css';
import { standardParameters } from './grants.ts';

interface DroppedParametersProps {
  readonly profile: Profile;
  readonly endpoint: 'authorization' | 'token';
  readonly onChange: (dropped: string[]) => void;
}

/** The standard parameters of a request, each of which can be left out on purpose. */
export function DroppedParameters({ profile, endpoint, onChange }: DroppedParametersProps) {
  const id = useId();
  const { dropped } = profile.edits[endpoint];
  // One that was dropped stays in sight, also where another grant or setting no longer sends it.
  const names = [...new Set([...standardParameters(profile, endpoint), ...dropped])];
  return (
    <div className={classes.dropped}>
      <p id={id} className={classes.heading}>
        Sent by itself; press to leave out
      </p>
      <Chip.Group
        multiple
        value={names.filter((name) => !dropped.includes(name))}
        onChange={(kept) => onChange(names.filter((name) => !kept.includes(name)))}
      >
        <Group gap={6} role="group" aria-labelledby={id}>
          {names.map((name) => (
            <Chip
              key={name}
              value={name}
              size="xs"
              variant="outline"
              classNames={{ label: dropped.includes(name) ? classes.gone : classes.sent }}
            >
              {name}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  );
}
