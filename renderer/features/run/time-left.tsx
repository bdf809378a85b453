import { useNow } from '../../components/use-now.ts';
import classes from './time-left.module.css';
import { countingWords } from './time-words.ts';

/** How long is still waited, counting. @param words in front of it */
export function TimeLeft({ until, words }: { readonly until: number | null; readonly words: string }) {
  const now = useNow();
  if (until === null) return null;
  return (
    <span className={classes.left}>
      {words} {countingWords(Math.max(0, until - now))}
    </span>
  );
}
