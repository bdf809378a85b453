import { useEffect, useRef } from 'react';
import type { Verdict, VerdictStatus } from '../../../shared/model/verdict.ts';
import { Card } from '../../components/card.tsx';
import { LongText } from '../../components/long-text.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { type PlacedVerdict, verdictGroupWords, verdictOrder, verdictsOf } from './verdict-groups.ts';
import classes from './verdicts-panel.module.css';

interface VerdictsPanelProps {
  readonly verdicts: readonly PlacedVerdict[];
  /** Verdict to bring into view; null for none. */
  readonly sought: string | null;
  readonly running: boolean;
}

/** Every check of a run, worst first: what was expected, what was found, and where the rule is written. */
export function VerdictsPanel({ verdicts, sought, running }: VerdictsPanelProps) {
  if (verdicts.length === 0) {
    return (
      <p className={classes.none}>{running ? 'Checks appear here as the answers arrive.' : 'Nothing came back that could be checked.'}</p>
    );
  }
  return verdictOrder.map((status) => {
    const group = verdictsOf(verdicts, status);
    if (group.length === 0) return null;
    return (
      <Card key={status} title={verdictGroupWords[status]} badges={<span className={classes.count}>{group.length}</span>}>
        <ul className={classes.list}>
          {group.map(({ verdict, step }) => (
            <VerdictRow key={`${step} ${verdict.id}`} verdict={verdict} sought={verdict.id === sought} />
          ))}
        </ul>
      </Card>
    );
  });
}

const marks: Record<VerdictStatus, string> = { pass: '✓', fail: '✗', warning: '!', not_applicable: '–' };

function VerdictRow({ verdict, sought }: { readonly verdict: Verdict; readonly sought: boolean }) {
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
