import type { Timings } from '../../../shared/model/exchange.ts';
import { durationWords } from './time-words.ts';
import { timingPhases } from './timing-phases.ts';
import classes from './timings-bar.module.css';

/** Where the time of an exchange went, phase after phase. */
export function TimingsBar({ timings }: { readonly timings: Timings }) {
  const phases = timingPhases(timings);
  return (
    <div className={classes.timings}>
      <div className={classes.track} aria-hidden>
        {phases.map(({ name, ms }) => (
          <div key={name} className={classes[name]} style={{ flexGrow: Math.max(ms, timings.total / 200) }} />
        ))}
      </div>
      <dl className={classes.legend}>
        {phases.map(({ name, words, ms }) => (
          <div key={name}>
            <dt>
              <span aria-hidden className={`${classes.dot} ${classes[name]}`} />
              {words}
            </dt>
            <dd>{durationWords(ms)}</dd>
          </div>
        ))}
        <div>
          <dt>total</dt>
          <dd>
            <strong>{durationWords(timings.total)}</strong>
          </dd>
        </div>
      </dl>
    </div>
  );
}
