import type { SignatureReading, TokenReading } from '../../../shared/model/token-reading.ts';
import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { useNow } from '../../components/use-now.ts';
import { LifetimeBar } from '../run/lifetime-bar.tsx';
import { ReadingRows } from '../run/reading-rows.tsx';
import { FormBadge } from '../run/token-badges.tsx';
import classes from './reading-card.module.css';
import { ReadingParts } from './reading-parts.tsx';
import { formWords } from './reading-words.ts';

interface ReadingCardProps {
  readonly reading: TokenReading;
  /** What checking the signature brought, where it was checked. */
  readonly signature: SignatureReading | null;
  /** Before the name of the card, where there are two. */
  readonly which?: string;
  /** Instead of what such a token is called. */
  readonly title?: string;
}

/** What a token is and says: the card of the main screen, for a token from anywhere. */
export function ReadingCard({ reading, signature, which = '', title: named }: ReadingCardProps) {
  // What the check says of the key stands with what reading found: a valid signature may protect nothing.
  const shown = signature === null ? reading : { ...reading, signature, findings: [...(signature.findings ?? []), ...reading.findings] };
  const form = formWords(reading);
  const title = named ?? `${which}${form.title}`;
  const note = named === undefined ? form.note : null;
  return (
    <Card
      title={title}
      badges={
        <>
          {named === undefined && <FormBadge reading={shown} />}
          <TimeBadge reading={reading} />
        </>
      }
    >
      {reading.error !== undefined && (
        <p className={classes.broken} role="status">
          {reading.error.message}
        </p>
      )}
      <LifetimeBar issuedAt={secondsOf(reading, 'iat') ?? secondsOf(reading, 'nbf')} expiresAt={secondsOf(reading, 'exp')} />
      {note !== null && reading.error === undefined && <p className={classes.note}>{note}</p>}
      <ReadingRows title={title} reading={severalParties(shown) ? { ...shown, headerClaims: [] } : shown} open />
      <ReadingParts title={title} reading={shown} />
    </Card>
  );
}

/** Whether each party has a header of its own, which stands with it. */
function severalParties({ signatures = [], recipients = [] }: TokenReading): boolean {
  return signatures.length > 1 || recipients.length > 1;
}

function TimeBadge({ reading }: { readonly reading: TokenReading }) {
  const now = useNow() / 1_000;
  const expires = secondsOf(reading, 'exp');
  const begins = secondsOf(reading, 'nbf');
  if (expires !== null && expires <= now) return <Badge tone="warn">expired</Badge>;
  if (begins !== null && begins > now) return <Badge tone="warn">not valid yet</Badge>;
  return null;
}

function secondsOf({ payload }: TokenReading, claim: 'iat' | 'nbf' | 'exp'): number | null {
  const value = payload?.[claim];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
