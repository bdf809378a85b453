import { useEffect, useRef } from 'react';
import type { Verdict, VerdictStatus } from '../../shared/model/verdict.ts';
import { LongText } from './long-text.tsx';
import { SpecAnchor } from './spec-anchor.tsx';
import classes from './verdict-row.module.css';

const marks: Record<VerdictStatus, string> = { pass: '✓', fail: '✗', warning: '!', not_applicable: '–' };

interface VerdictRowProps {
  readonly verdict: Omit<Verdict, 'id'>;
  /** Brought into view, and focused. */
  readonly sought?: boolean;
}

/** One check in a list: what was expected, what was found, and where the rule is written. */
export function VerdictRow({ verdict, sought = false }: VerdictRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!sought) return;
    row.current?.focus({ preventScroll: true });
    row.current?.scrollIntoView({ block: 'center' });
  }, [sought]);
  const compared = verdict.expected !== null || verdict.actual !== null;
  return (
    <li ref={row} tabIndex={-1} className={classes.row}>
      <span aria-hidden className={`${classes.mark} ${classes[verdict.status]}`}>
        {marks[verdict.status]}
      </span>
      <div className={classes.body}>
        <div className={classes.head}>
          <h4 className={classes.title}>{verdict.title}</h4>
          <span className={classes.spec}>
            <SpecAnchor spec={verdict.spec} />
          </span>
        </div>
        <p className={classes.message}>
          <bdi>{verdict.message}</bdi>
        </p>
        {compared && verdict.status !== 'pass' && (
          <dl className={classes.compared}>
            <Compared name="expected" value={verdict.expected} />
            <Compared name="found" value={verdict.actual} />
          </dl>
        )}
        {compared && verdict.status === 'pass' && (
          <dl className={classes.compared}>
            <Compared name="found" value={verdict.actual ?? verdict.expected} />
          </dl>
        )}
      </div>
    </li>
  );
}

function Compared({ name, value }: { readonly name: string; readonly value: string | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value === null ? <span className={classes.nothing}>nothing</span> : <LongText text={value} />}</dd>
    </>
  );
}
