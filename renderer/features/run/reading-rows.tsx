import { type ReactNode, useId, useState } from 'react';
import type { Finding, ReadClaim, TokenReading } from '../../../shared/model/token-reading.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { ClaimsTable } from './claims-table.tsx';
import classes from './reading-rows.module.css';

interface ReadingRowsProps {
  /** What the card is called, for the names of its parts. */
  readonly title: string;
  readonly reading: Pick<TokenReading, 'claims' | 'headerClaims' | 'findings'>;
  /** Whether the claims stand open; folded, they are one line. */
  readonly open: boolean;
}

/** What a token says, row by row: its claims, its header, and what was found about it. */
export function ReadingRows({ title, reading, open }: ReadingRowsProps) {
  return (
    <>
      {reading.claims.length > 0 && open && <ClaimsTable claims={reading.claims} label={`${title}: claims`} />}
      {reading.claims.length > 0 && !open && (
        <Fold title="Claims" summary={memberSummary(reading.claims, 'names')}>
          <ClaimsTable claims={reading.claims} label={`${title}: claims`} />
        </Fold>
      )}
      {reading.headerClaims.length > 0 && (
        <Fold title="Header" summary={memberSummary(reading.headerClaims, 'values')}>
          <ClaimsTable claims={reading.headerClaims} label={`${title}: header`} />
        </Fold>
      )}
      {reading.findings.length > 0 && <Findings findings={reading.findings} />}
    </>
  );
}

const SUMMARY_LENGTH = 80;

/** What is folded away, on one line: `RS256 · 2c9f · JWT` of a header, the names of claims. */
function memberSummary(members: readonly ReadClaim[], of: 'names' | 'values'): string {
  const words = members.map(({ name, value }) => (of === 'values' && typeof value === 'string' && value.length <= 16 ? value : name));
  const line = words.join(' · ');
  return line.length > SUMMARY_LENGTH ? `${members.length} members` : line;
}

interface FoldProps {
  readonly title: string;
  readonly summary: string;
  /** What is to be seen whether it is open or not. */
  readonly badge?: ReactNode;
  /** Whether it stands open at first. */
  readonly begins?: boolean;
  readonly children: ReactNode;
}

/** One line of a card that opens. */
export function Fold({ title, summary, badge, begins = false, children }: FoldProps) {
  const [open, setOpen] = useState(begins);
  const id = useId();
  return (
    <>
      <button type="button" className={classes.fold} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span aria-hidden className={open ? classes.opened : classes.closed} />
        <span>{title}</span>
        {badge}
        {!open && <span className={classes.summary}>{summary}</span>}
      </button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </>
  );
}

const findingTones: Record<Finding['severity'], Tone> = { info: 'neutral', warning: 'warn', error: 'bad' };
/** The worst first. */
const ranks: Record<Finding['severity'], number> = { error: 0, warning: 1, info: 2 };
const findingWords: Record<Finding['severity'], string> = { info: 'note', warning: 'warning', error: 'error' };

/** What was found, each with its severity in a word. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className={classes.findings} aria-label="Findings">
      {findings
        .toSorted((a, b) => ranks[a.severity] - ranks[b.severity])
        .map((finding) => (
          <li key={`${finding.id} ${finding.message}`}>
            <Badge tone={findingTones[finding.severity]}>{findingWords[finding.severity]}</Badge>
            <span>
              <bdi>{finding.message}</bdi> {finding.spec !== null && <SpecAnchor spec={finding.spec} />}
            </span>
          </li>
        ))}
    </ul>
  );
}
