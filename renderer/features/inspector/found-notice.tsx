import { Choice } from '../../components/choice.tsx';
import classes from './found-notice.module.css';
import type { TextReading } from './read-text.ts';

/** Says what a token was found in, and lets one of several be chosen. */
export function FoundNotice({ read, onChoose }: { readonly read: TextReading; readonly onChoose: (choice: number) => void }) {
  if (read.place === null) return null;
  const { found, choice, place } = read;
  return (
    <div className={classes.found}>
      <p className={classes.words} role="status">
        Found in {place}
        {found.length > 1 && `, ${found.length} tokens`}
      </p>
      {found.length > 1 && (
        <div className={classes.which}>
          <Choice
            aria-label="Which token"
            value={String(choice)}
            options={found.map((start, index) => ({ value: String(index), label: `${index + 1} of ${found.length}`, meaning: start }))}
            onChange={(value) => onChoose(Number(value))}
          />
        </div>
      )}
    </div>
  );
}
