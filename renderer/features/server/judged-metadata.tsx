import type { MetadataFinding, MetadataLevel, MetadataStandard } from '../../../shared/model/metadata-reading.ts';
import type { VerdictStatus } from '../../../shared/model/verdict.ts';
import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { Folded } from '../../components/folded.tsx';
import { VerdictRow } from '../../components/verdict-row.tsx';
import classes from './judged-metadata.module.css';

/** What a server is measured against, and for whom that counts. */
const standards: readonly { readonly id: MetadataStandard; readonly title: string; readonly words: string }[] = [
  { id: 'baseline', title: 'OAuth 2.0 and OpenID Connect', words: 'What the documents that define these members ask of every server.' },
  { id: 'rfc9700', title: 'RFC 9700', words: 'Best current practice for the security of OAuth 2.0: for every server.' },
  { id: 'oauth21', title: 'OAuth 2.1', words: 'The coming version, as its draft stands: what was found insecure is gone.' },
  { id: 'fapi2', title: 'FAPI 2.0', words: 'For data of high value: banks, health, government. Other servers need not meet it.' },
];

const levelWords: readonly { readonly level: MetadataLevel; readonly words: string }[] = [
  { level: 'fail', words: 'Not met' },
  { level: 'warning', words: 'To look at' },
  { level: 'pass', words: 'Met' },
  { level: 'note', words: 'Not judged' },
];

const statusOf: Record<MetadataLevel, VerdictStatus> = { fail: 'fail', warning: 'warning', pass: 'pass', note: 'not_applicable' };

/** How a server stands to each standard: what is missing first, with the reason and where it is written. */
export function JudgedMetadata({ findings }: { readonly findings: readonly MetadataFinding[] }) {
  return (
    <div className={classes.standards}>
      {standards
        .map((standard) => ({ ...standard, findings: findings.filter((each) => each.standard === standard.id) }))
        .filter((standard) => standard.findings.length > 0)
        .map(({ id, ...standard }) => (
          <Standard key={id} {...standard} />
        ))}
      <p className={classes.limit}>
        Judged is what the server says, not what it does: a run shows that. What the metadata cannot tell is not judged.
      </p>
    </div>
  );
}

interface StandardProps {
  readonly title: string;
  readonly words: string;
  readonly findings: readonly MetadataFinding[];
}

function Standard({ title, words, findings }: StandardProps) {
  const count = (level: MetadataLevel) => findings.filter((finding) => finding.level === level).length;
  const [missing, doubtful] = [count('fail'), count('warning')];
  return (
    <Card
      title={title}
      badges={
        <>
          {missing > 0 && <Badge tone="bad">{missing} not met</Badge>}
          {doubtful > 0 && <Badge tone="warn">{doubtful} to look at</Badge>}
          {count('pass') > 0 && <Badge tone={missing + doubtful === 0 ? 'good' : 'neutral'}>{count('pass')} met</Badge>}
        </>
      }
    >
      <p className={classes.words}>{words}</p>
      {levelWords.map((level) => (
        <Level key={level.level} level={level.level} words={level.words} findings={findings.filter((each) => each.level === level.level)} />
      ))}
    </Card>
  );
}

interface LevelProps {
  readonly level: MetadataLevel;
  readonly words: string;
  readonly findings: readonly MetadataFinding[];
}

/** What wants a look stands open; what is met is folded. */
function Level({ level, words, findings }: LevelProps) {
  if (findings.length === 0) return null;
  const list = (
    <ul className={classes.list} aria-label={words}>
      {findings.map((finding) => (
        <VerdictRow key={finding.id} verdict={{ ...finding, status: statusOf[level] }} />
      ))}
    </ul>
  );
  if (level === 'fail' || level === 'warning') return list;
  return (
    <div className={classes.folded}>
      <Folded title={words} summary={findings.map(({ title }) => title).join(' · ')}>
        {list}
      </Folded>
    </div>
  );
}
