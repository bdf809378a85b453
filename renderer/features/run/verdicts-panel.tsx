import { Card } from '../../components/card.tsx';
import { VerdictRow } from '../../components/verdict-row.tsx';
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
