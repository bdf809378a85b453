import { Button } from '@mantine/core';
import { type MouseEvent, type ReactNode, useState } from 'react';
import type { MethodInput } from '../../../shared/contract/contract.ts';
import { asAppError } from '../../../shared/errors.ts';
import { host } from '../../host/host.ts';
import { hostState } from '../../state/host-state.ts';
import classes from './outside-link.module.css';

interface OutsideLinkProps {
  readonly href: string;
  /** The same page, as the host knows it: the desktop opens no link by itself. */
  readonly page: MethodInput<'page.open'>;
  readonly asButton?: boolean;
  readonly children: ReactNode;
}

/** A page outside of the workbench that belongs to a run. In a browser it is a link like any; on the desktop the host opens it. */
export function OutsideLink({ href, page, asButton = false, children }: OutsideLinkProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const open = async (event: MouseEvent) => {
    if (hostState.getState().facts?.capabilities.opensBrowser !== true) return;
    event.preventDefault();
    try {
      await host.invoke('page.open', page);
      setProblem(null);
    } catch (thrown) {
      const { message, hint } = asAppError(thrown);
      setProblem(`${message} ${hint}`);
    }
  };
  const link = { href, target: '_blank', rel: 'noreferrer', onClick: (event: MouseEvent) => void open(event) };
  return (
    <>
      {asButton ? (
        <Button component="a" {...link}>
          {children}
        </Button>
      ) : (
        <a {...link} className={classes.link}>
          {children}
        </a>
      )}
      {problem !== null && (
        <span className={classes.problem} role="alert">
          {problem}
        </span>
      )}
    </>
  );
}
