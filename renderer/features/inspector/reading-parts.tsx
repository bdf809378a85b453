import { readingSections } from '../../../shared/inspector/reading-sections.ts';
import type { SignatureResult, TokenReading } from '../../../shared/model/token-reading.ts';
import { Badge } from '../../components/badge.tsx';
import { ClaimsTable } from '../run/claims-table.tsx';
import { Fold } from '../run/reading-rows.tsx';
import { signatureTones } from '../run/token-badges.tsx';
import classes from './reading-card.module.css';

/** Signatures, recipients, disclosures, keys and certificates of a token, each a line that opens. */
export function ReadingParts({ title, reading }: { readonly title: string; readonly reading: TokenReading }) {
  // Where they are all there is, the first stands open.
  const alone = reading.claims.length === 0 && reading.header === null;
  return readingSections(reading).map((section, index) => (
    <Fold
      key={section.title}
      title={section.title}
      summary={section.summary}
      begins={alone && index === 0}
      {...(section.signature !== undefined && { badge: <ResultBadge result={section.signature} /> })}
    >
      {section.signature !== undefined && <p className={classes.note}>{section.signature.reason}</p>}
      <ClaimsTable claims={section.rows} label={`${title}: ${section.title}`} />
    </Fold>
  ));
}

const resultWords: Record<SignatureResult['status'], string> = { valid: 'valid', invalid: 'not valid', not_checked: 'not checked' };

function ResultBadge({ result: { status, reason } }: { readonly result: SignatureResult }) {
  return (
    <Badge tone={signatureTones[status]} title={reason}>
      {resultWords[status]}
    </Badge>
  );
}
