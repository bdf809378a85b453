import { timeClaims } from '../../../shared/inspector/time-claims.ts';
import type { ReadClaim } from '../../../shared/model/token-reading.ts';
import { CopyAction } from '../../components/copy-action.tsx';
import { LongText } from '../../components/long-text.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { useNow } from '../../components/use-now.ts';
import classes from './claims-table.module.css';
import { claimText } from './token-words.ts';

const moments = new Map(timeClaims);

interface ClaimsTableProps {
  readonly claims: readonly ReadClaim[];
  readonly label: string;
  /** Whether the names are longer than those of claims: they get more room. */
  readonly longNames?: boolean;
}

/** Members of a header or claims set: name, value, what it says. */
export function ClaimsTable({ claims, label, longNames = false }: ClaimsTableProps) {
  return (
    <dl className={longNames ? `${classes.table} ${classes.longNames}` : classes.table} aria-label={label}>
      {claims.map((claim, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the claims of one token never change; a broken token may repeat a name.
        <div key={index} className={classes.row}>
          <dt className={classes.name}>{claim.spec === null ? claim.name : <ClaimName name={claim.name} spec={claim.spec} />}</dt>
          <dd className={classes.value}>
            <ClaimValue value={claim.value} />
            <span className={classes.copy}>
              <CopyAction text={claimText(claim.value)} of={claim.name} />
            </span>
          </dd>
          <dd className={classes.meaning}>
            <Meaning claim={claim} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ClaimName({ name, spec }: { readonly name: string; readonly spec: NonNullable<ReadClaim['spec']> }) {
  return (
    <SpecAnchor spec={spec} quiet>
      {name}
    </SpecAnchor>
  );
}

function ClaimValue({ value }: { readonly value: unknown }) {
  const structured = typeof value === 'object' && value !== null;
  const text = claimText(value);
  return structured ? <LongText text={text} whole={JSON.stringify(value, null, 2)} /> : <LongText text={text} />;
}

/** What a claim says. A moment is said anew as time passes; the sentence the host gave was true then. */
function Meaning({ claim }: { readonly claim: ReadClaim }) {
  const moment = moments.get(claim.name);
  if (moment !== undefined && typeof claim.value === 'number') return <Moment value={claim.value} say={moment.say} />;
  return claim.specificTo === undefined ? claim.meaning : `${claim.meaning} Specific to ${claim.specificTo}.`;
}

function Moment({ value, say }: { readonly value: number; readonly say: (value: unknown, now: number) => string }) {
  const now = useNow();
  return say(value, Math.floor(now / 1_000));
}
