import { useState } from 'react';
import classes from './long-text.module.css';

/** Characters that may stand on one line before the rest is folded away. */
const FOLDED = 36;
/** Characters a fold shows, and a title. More than anybody's line, less than a browser's patience. */
const FOLDED_SHOWN = 400;
/** Characters shown when unfolded. */
const UNFOLDED_SHOWN = 20_000;

/**
 * A value of any length on one line; the whole on hover, and unfolded by click or Enter. Set apart
 * from its surroundings, so that right-to-left text does not turn them.
 *
 * @param whole what stands there unfolded, where that is more than `text` (indented JSON)
 */
export function LongText({ text, whole = text }: { readonly text: string; readonly whole?: string }) {
  const [open, setOpen] = useState(false);
  if (whole.length <= FOLDED && !whole.includes('\n')) {
    return (
      <bdi dir="auto" className={classes.short}>
        {text}
      </bdi>
    );
  }
  const shown = open ? whole.slice(0, UNFOLDED_SHOWN) : text.slice(0, FOLDED_SHOWN);
  return (
    <>
      <button
        type="button"
        className={open ? classes.unfolded : classes.folded}
        aria-expanded={open}
        title={open ? undefined : text.slice(0, FOLDED_SHOWN)}
        onClick={() => {
          // Selecting a part to copy it ends in a click too; that is no wish to fold.
          if (getSelection()?.isCollapsed !== false) setOpen(!open);
        }}
      >
        <bdi dir="auto">{shown}</bdi>
      </button>
      {open && whole.length > UNFOLDED_SHOWN && (
        <span className={classes.rest}>{(whole.length - UNFOLDED_SHOWN).toLocaleString('en')} more characters; copy for the whole</span>
      )}
    </>
  );
}
