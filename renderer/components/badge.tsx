import type { ReactNode } from 'react';
import classes from './badge.module.css';

/** What a badge says beside its words: colour never stands alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'neutral';

/** A few words about a thing, in the colour of a verdict. */
export function Badge({ tone, title, children }: { readonly tone: Tone; readonly title?: string; readonly children: ReactNode }) {
  return (
    <span className={`${classes.badge} ${classes[tone]}`} title={title}>
      {children}
    </span>
  );
}
