import type { TokenPurpose } from '../../../shared/model/token-reading.ts';
import type { TokenKind } from '../../../shared/model/token-set.ts';
import { Badge } from '../../components/badge.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './purpose-line.module.css';

interface PurposeLineProps {
  readonly purpose: TokenPurpose | undefined;
  /** As what the server sent it. */
  readonly kind: TokenKind;
  /** Whether a token exchange brought it, which sends any kind of token in the place of the access token. */
  readonly exchanged: boolean;
}

const told: Record<TokenPurpose['by'], string> = { typ: 'as its type (typ) says', claims: 'as its claims say; no type (typ) does' };

/** What a token is for by its own words, beside what it was sent as: a token of one kind must not pass for another. */
export function PurposeLine({ purpose, kind, exchanged }: PurposeLineProps) {
  if (purpose === undefined) return null;
  const other = !exchanged && isOther(purpose, kind);
  return (
    <div className={classes.line}>
      <Badge tone={other ? 'warn' : 'neutral'}>{other ? 'another purpose' : 'purpose'}</Badge>
      <span className={classes.words}>
        <span className={classes.title}>{purpose.title}</span>, {told[purpose.by]}. <SpecAnchor spec={purpose.spec} />
      </span>
    </div>
  );
}

/**
 * Whether a token says of itself that it is something else. Claims alone are a guess, and no reason to warn; a refresh
 * token may be any JWT, for it is read by nobody but its server.
 */
function isOther({ id, by }: TokenPurpose, kind: TokenKind): boolean {
  return by === 'typ' && kind !== 'refresh_token' && id !== kind;
}
