import type { ReactNode } from 'react';
import { CopyAction } from '../../components/copy-action.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { Block } from '../run/block.tsx';
import { OriginalText } from '../run/original-text.tsx';
import { useRevealed } from '../run/reveal-original.ts';
import classes from './original-block.module.css';

interface OriginalBlockProps {
  readonly title: string;
  readonly facts: string;
  readonly hidden: boolean;
  /** What is copied while it is hidden. */
  readonly masked: string;
  readonly reveal: () => Promise<string>;
  readonly children: ReactNode;
}

/** A part of a captured request that is no part of HTTP, masked, with its original one deliberate act away. */
export function OriginalBlock({ title, facts, hidden, masked, reveal, children }: OriginalBlockProps) {
  const { text, problem, busy, toggle } = useRevealed(reveal);
  return (
    <Block
      title={title}
      facts={facts}
      actions={
        <>
          {hidden && (
            <TextAction aria-label={`${text === null ? 'Show' : 'Hide'} the original: ${title}`} disabled={busy} onClick={toggle}>
              {text === null ? 'Show original' : 'Hide original'}
            </TextAction>
          )}
          <CopyAction of={title} text={text ?? masked} />
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
