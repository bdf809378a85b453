import type { ReactNode } from 'react';
import { CopyAction } from '../../components/copy-action.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { Block } from './block.tsx';
import classes from './original-block.module.css';
import { OriginalText } from './original-text.tsx';
import { useRevealed } from './reveal-original.ts';

export interface OriginalBlockProps {
  readonly title: string;
  readonly facts?: string;
  /** Whether anything in it is hidden. */
  readonly hidden: boolean;
  /** What is copied while it is hidden: the text with dots. */
  readonly masked: () => string;
  /** Asks the host for the original. @throws AppError */
  readonly reveal: () => Promise<string>;
  /** Originals are kept with a finished run. */
  readonly canReveal: boolean;
  /** Further actions, before the standing ones; gone while the original is shown. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of what came over the wire, masked, with its original one deliberate act away. */
export function OriginalBlock({ title, facts, hidden, masked, reveal, canReveal, actions, children }: OriginalBlockProps) {
  const { text, problem, busy, toggle } = useRevealed(reveal);
  return (
    <Block
      title={title}
      {...(facts !== undefined && { facts })}
      actions={
        <>
          {text === null && actions}
          {hidden && (
            <TextAction
              aria-label={`${text === null ? 'Show' : 'Hide'} the original: ${title}`}
              disabled={!canReveal || busy}
              title={canReveal ? undefined : 'Once the run has ended'}
              onClick={toggle}
            >
              {text === null ? 'Show original' : 'Hide original'}
            </TextAction>
          )}
          <CopyAction of={title} text={async () => text ?? masked()} />
        </>
      }
    >
      {text === null ? children : <OriginalText text={text} />}
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </Block>
  );
}
