import type { ReactNode } from 'react';
import type { ExchangeField } from '../../../shared/model/exchange.ts';
import { CopyAction } from '../../components/copy-action.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { Block } from './block.tsx';
import { OriginalText } from './original-text.tsx';
import { useRevealed } from './reveal-original.ts';
import classes from './sealed-block.module.css';

/** Where the originals of an exchange come from. */
export interface ExchangeOriginals {
  /** Asks the host for one. @throws AppError */
  reveal(field: ExchangeField): Promise<string>;
  /** Originals are kept with a finished run. */
  readonly canReveal: boolean;
}

interface SealedBlockProps extends ExchangeOriginals {
  readonly field: ExchangeField;
  readonly title: string;
  readonly facts?: string;
  /** Whether anything in it is hidden. */
  readonly hidden: boolean;
  /** What is copied while it is hidden: the text with dots. */
  readonly masked: () => string;
  /** Further actions, before the standing ones; gone while the original is shown. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a message, masked, with its original one deliberate act away. */
export function SealedBlock({ reveal, canReveal, field, title, facts, hidden, masked, actions, children }: SealedBlockProps) {
  const { text, problem, busy, toggle } = useRevealed(() => reveal(field));
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
