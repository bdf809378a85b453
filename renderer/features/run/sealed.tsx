import type { SealedText } from '../../../shared/model/exchange.ts';
import { DOTS, sealWords } from './seal-words.ts';
import classes from './sealed.module.css';

/** Characters of plain text shown of one value. */
const SHOWN = 4_000;

/** A text with dots where something is hidden; the dots say what it is. */
export function Sealed({ text }: { readonly text: SealedText }) {
  let place = 0;
  return (
    <bdi className={classes.text}>
      {text.map((part) => {
        place += 1;
        if (typeof part === 'string') return part.length > SHOWN ? `${part.slice(0, SHOWN)}…` : part;
        const words = sealWords[part.kind];
        return (
          <span key={place} className={classes.seal} title={`${words}, hidden`}>
            <span aria-hidden>{DOTS}</span>
            <span className={classes.kind}>{words}</span>
          </span>
        );
      })}
    </bdi>
  );
}
