import type { TokenView } from '../../../shared/model/token-set.ts';
import classes from './token-value.module.css';

const DOTS = '••••••••••••••••';
/** Dots of an opaque token: always as many, so that they tell nothing. */
const OPAQUE_DOTS = '••••••••••••••••••••••••••••••••';

/** A token as it may be seen by anybody passing: the start of header and payload, dots for the rest. */
export function MaskedToken({ token }: { readonly token: TokenView }) {
  const characters = `${token.length.toLocaleString('en')} characters`;
  if (token.preview === null) {
    return (
      <div className={classes.masked}>
        <span className={classes.start}>
          <span className={classes.signature} role="img" aria-label="hidden value">
            {OPAQUE_DOTS}
          </span>
        </span>
        <span className={classes.size}>{characters}</span>
      </div>
    );
  }
  return (
    <div className={classes.masked}>
      <span className={classes.start}>
        <span className={`${classes.header} ${classes.shrinks}`}>{token.preview.header}</span>
        <span>.</span>
        <span className={`${classes.payload} ${classes.shrinks}`}>{token.preview.payload}…</span>
        <span>.</span>
        <span className={classes.signature} role="img" aria-label="the rest is hidden">
          {DOTS}
        </span>
      </span>
      <span className={classes.size}>{characters}</span>
    </div>
  );
}

/** Characters of a revealed token on the screen; the copy has them all. */
const SHOWN = 40_000;

/** A token in full, its parts in their colours. */
export function WholeToken({ text, kind }: { readonly text: string; readonly kind: TokenView['reading']['kind'] }) {
  const shown = text.slice(0, SHOWN);
  const parts = kind === 'opaque' ? [shown] : shown.split('.');
  const last = parts.length - 1;
  let offset = 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className={classes.whole} aria-label="Whole token" tabIndex={0}>
      {parts.map((part, index) => {
        const key = offset;
        offset += part.length + 1;
        const colour = kind === 'opaque' || index === last ? classes.signature : index === 0 ? classes.header : classes.payload;
        return (
          <span key={key}>
            <span className={colour}>{part}</span>
            {index < last && '.'}
          </span>
        );
      })}
      {text.length > SHOWN && (
        <span className={classes.size}> … {(text.length - SHOWN).toLocaleString('en')} more; copy for the whole</span>
      )}
    </section>
  );
}
