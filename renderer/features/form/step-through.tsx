import { Button, Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { grantTraits } from '../../../shared/model/grant-traits.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { StopPoint } from '../../../shared/model/stop.ts';
import { stopEverywhere, stopsState, toggleStop } from '../../state/stops-state.ts';
import classes from './step-through.module.css';

const words: Record<StopPoint, string> = {
  authorization_request: 'Before the authorization request',
  callback: 'Before accepting the callback',
  token_request: 'Before the token request',
};

/** The break points a run of this profile can come to. */
function pointsOf({ grant }: Profile): StopPoint[] {
  const { opens, asksToken } = grantTraits[grant];
  return [
    ...(opens === 'nothing' ? [] : (['authorization_request'] as const)),
    ...(opens === 'authorization' ? (['callback'] as const) : []),
    ...(asksToken ? (['token_request'] as const) : []),
  ];
}

/** Whether, and where, the next run stands still so that one can look at what comes next and change it. */
export function StepThrough({ profile }: { readonly profile: Profile }) {
  const { stepThrough, points } = stopsState();
  const offered = pointsOf(profile);
  const chosen = stepThrough ? offered.filter((point) => points.includes(point)) : [];
  return (
    <Menu closeOnItemClick={false} position="top-start" withinPortal>
      <Menu.Target>
        <Button className={classes.target} data-on={chosen.length > 0 || undefined}>
          Step through{chosen.length > 0 ? `: ${chosen.length === 1 ? '1 stop' : `${chosen.length} stops`}` : ''}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>The run stands still, you look, change, go on</Menu.Label>
        {offered.map((point) => (
          <Menu.Item
            key={point}
            role="menuitemcheckbox"
            aria-checked={chosen.includes(point)}
            leftSection={<IconCheck size={14} aria-hidden className={chosen.includes(point) ? classes.check : classes.noCheck} />}
            onClick={() => toggleStop(point)}
          >
            {words[point]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={() => stopEverywhere(chosen.length < offered.length)}>
          {chosen.length < offered.length ? 'Stop everywhere' : 'Stop nowhere'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
