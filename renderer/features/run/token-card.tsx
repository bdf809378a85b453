import { type ReactNode, useId, useState } from 'react';
import type { Finding } from '../../../shared/model/token-reading.ts';
import type { TokenView } from '../../../shared/model/token-set.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { ClaimsTable } from './claims-table.tsx';
import { LifetimeBar } from './lifetime-bar.tsx';
import { revealOriginal, useRevealed } from './reveal-original.ts';
import { TokenBadges } from './token-badges.tsx';
import classes from './token-card.module.css';
import { MaskedToken, WholeToken } from './token-value.tsx';
import { tokenTitles } from './token-words.ts';

interface TokenCardProps {
  readonly runId: string;
  readonly token: TokenView;
  /** Verdicts of the run, for what concerns this token. */
  readonly verdicts: readonly Verdict[];
  /** Whether the claims stand open; folded, they are one line. */
  readonly open: boolean;
  /** Uses a refresh token; absent where it cannot be used. */
  readonly onRefresh?: (() => void) | undefined;
}

/** One token: what it is, how long it lives, what it says. Masked until somebody asks. */
export function TokenCard({ runId, token, verdicts, open, onRefresh }: TokenCardProps) {
  const part = { kind: 'token', token: token.kind } as const;
  const revealed = useRevealed(runId, part);
  const title = tokenTitles[token.kind];
  const { reading } = token;
  return (
    <Card
      title={title}
      badges={<TokenBadges token={token} verdicts={verdicts} />}
      actions={
        <>
          {onRefresh !== undefined && token.kind === 'refresh_token' && <TextAction onClick={onRefresh}>Refresh</TextAction>}
          <TextAction
            aria-label={`${revealed.text === null ? 'Reveal' : 'Hide'} ${title}`}
            disabled={revealed.busy}
            onClick={revealed.toggle}
          >
            {revealed.text === null ? 'Reveal' : 'Hide'}
          </TextAction>
          <CopyAction of={title} text={() => revealOriginal(runId, part)} />
        </>
      }
    >
      {revealed.text === null ? <MaskedToken token={token} /> : <WholeToken text={revealed.text} kind={reading.kind} />}
      {revealed.problem !== null && (
        <p className={classes.problem} role="alert">
          {revealed.problem}
        </p>
      )}
      <LifetimeBar issuedAt={token.issuedAt} expiresAt={token.expiresAt} />
      {reading.kind === 'opaque' && <p className={classes.note}>{opaqueNote(token)}</p>}
      {reading.kind === 'jwe' && <p className={classes.note}>Encrypted for its recipient. Only the header can be read without the key.</p>}
      {reading.error !== undefined && <p className={classes.note}>{reading.error.message}</p>}
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
    </Card>
  );
}

function opaqueNote(token: TokenView): string {
  const known = token.expiresAt === null ? ' The server did not say when it expires.' : '';
  return `Opaque: it means something to the server only, and there is nothing in it to decode.${known}`;
}

const SUMMARY_LENGTH = 80;

/** What is folded away, on one line: `RS256 · 2c9f · JWT` of a header, the names of claims. */
function memberSummary(members: TokenView['reading']['claims'], of: 'names' | 'values'): string {
  const words = members.map(({ name, value }) => (of === 'values' && typeof value === 'string' && value.length <= 16 ? value : name));
  const line = words.join(' · ');
  return line.length > SUMMARY_LENGTH ? `${members.length} members` : line;
}

interface FoldProps {
  readonly title: string;
  readonly summary: string;
  readonly children: ReactNode;
}

function Fold({ title, summary, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button type="button" className={classes.fold} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span aria-hidden className={open ? classes.opened : classes.closed} />
        <span>{title}</span>
        {!open && <span className={classes.summary}>{summary}</span>}
      </button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </>
  );
}

const findingTones: Record<Finding['severity'], Tone> = { info: 'neutral', warning: 'warn', error: 'bad' };
const findingWords: Record<Finding['severity'], string> = { info: 'note', warning: 'warning', error: 'error' };

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className={classes.findings} aria-label="Findings">
      {findings.map((finding) => (
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
