import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './first-steps.module.css';

/** A way to begin; without an action it is only told of. */
export interface FirstStep {
  readonly name: string;
  readonly text: string;
  readonly action?: string;
  readonly begin?: () => unknown;
}

/** Where nothing is there yet: what the place is for, and ways to begin. */
export function FirstSteps({
  title,
  text,
  steps,
}: {
  readonly title: string;
  readonly text: string;
  readonly steps: readonly FirstStep[];
}) {
  return (
    <EmptyPlace title={title} text={text}>
      {steps.map(({ name, text, action, begin }) => (
        <section key={name} className={classes.step} aria-label={name}>
          <div className={classes.words}>
            <h3 className={classes.name}>{name}</h3>
            <p className={classes.text}>{text}</p>
          </div>
          {begin !== undefined && <Button onClick={() => void begin()}>{action}</Button>}
        </section>
      ))}
    </EmptyPlace>
  );
}

/** The frame of an empty place: its title, what is to be said, and whatever follows. */
export function EmptyPlace({ title, text, children }: { readonly title: string; readonly text: string; readonly children: ReactNode }) {
  return (
    <div className={classes.steps}>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {children}
    </div>
  );
}
