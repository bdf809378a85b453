import type { ExchangeField } from '../../../shared/model/exchange.ts';
import { OriginalBlock, type OriginalBlockProps } from './original-block.tsx';

/** Where the originals of an exchange come from. */
export interface ExchangeOriginals {
  /** Asks the host for one. @throws AppError */
  reveal(field: ExchangeField): Promise<string>;
  /** Originals are kept with a finished run. */
  readonly canReveal: boolean;
}

interface SealedBlockProps extends ExchangeOriginals, Omit<OriginalBlockProps, keyof ExchangeOriginals> {
  readonly field: ExchangeField;
}

/** A part of a message that was exchanged. */
export function SealedBlock({ reveal, field, ...block }: SealedBlockProps) {
  return <OriginalBlock {...block} reveal={() => reveal(field)} />;
}
