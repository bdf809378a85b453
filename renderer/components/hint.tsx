import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './hint.module.css';

/** A quiet question mark behind a word; opens what the word means. */
export function Hint({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  return (
    <Popover width={280} position="bottom-start" withRoles={false} trapFocus={false} returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.mark} aria-label={`What is ${of}?`} aria-haspopup="dialog">
          ?
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.text} role="note">
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
