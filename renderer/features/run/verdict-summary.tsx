import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { specWords } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { countVerdicts, keyVerdicts, type PlacedVerdict } from './verdict-groups.ts';
import classes from './verdict-summary.module.css';

/** Tiles on the card; the tab has them all. */
const TILES = 8;

const statusWords = { pass: 'passed', fail: 'failed', warning: 'warning', not_applicable: 'not applicable' } as const;

/** The verdicts of a run at a glance. A tile leads to its verdict. */
export function VerdictSummary({
  verdicts,
  onOpen,
}: {
  readonly verdicts: readonly PlacedVerdict[];
  readonly onOpen: (id: string | null) => void;
}) {
  const counts = countVerdicts(verdicts);
  const key = keyVerdicts(verdicts, TILES);
  if (key.length === 0) return null;
  return (
    <Card
      title="Verdicts on this run"
      badges={
        <>
          {counts.fail > 0 && <Badge tone="bad">{counts.fail} failed</Badge>}
          {counts.pass > 0 && <Badge tone="good">{counts.pass} pass</Badge>}
          {counts.warning > 0 && (
            <Badge tone="warn">
              {counts.warning} {counts.warning === 1 ? 'warning' : 'warnings'}
            </Badge>
          )}
        </>
      }
      actions={verdicts.length > key.length && <TextAction onClick={() => onOpen(null)}>Show all {verdicts.length}</TextAction>}
    >
      <div className={classes.tiles}>
        {key.map(({ verdict, step }) => (
          <button
            key={`${step} ${verdict.id}`}
            type="button"
            className={classes.tile}
            title={verdict.message}
            aria-label={`${verdict.title}, ${statusWords[verdict.status]}, ${specWords(verdict.spec)}`}
            onClick={() => onOpen(verdict.id)}
          >
            <span className={classes[verdict.status]}>{verdict.title}</span>
            <span className={classes.spec}>
              {verdict.status !== 'pass' && `${statusWords[verdict.status]} · `}
              {specWords(verdict.spec)}
            </span>
          </button>
        ))}
      </div>
    </Card>
  );
}
