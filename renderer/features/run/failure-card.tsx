import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { oauthErrorMeaning } from '../../../shared/model/oauth-error-meaning.ts';
import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import classes from './failure-card.module.css';
import { NOT_SPECIFIED, ServerWords } from './server-words.tsx';

interface FailureCardProps {
  readonly error: AppErrorData;
  /** Tokens arrived all the same. */
  readonly partial: boolean;
  /** Shows the answer that led here; absent where none came. */
  readonly onShowAnswer?: (() => void) | undefined;
}

/** What happened, why, and what to try. */
export function FailureCard({ error, partial, onShowAnswer }: FailureCardProps) {
  const { oauth } = error;
  const general = oauth === undefined ? null : oauthErrorMeaning(oauth.error, oauth.status === undefined);
  // A run that knows better what a code means where it asked says so itself.
  const explained = general !== null && error.hint !== general.hint;
  const meaning = explained ? null : general;
  const spec = meaning?.spec ?? error.spec;
  const cancelled = error.code === 'CANCELLED' || error.code === 'REDIRECT_CANCELLED';
  return (
    <Card
      title={cancelled ? 'Cancelled' : partial ? 'Tokens arrived, but a check failed' : 'The run failed'}
      badges={<Badge tone={cancelled ? 'neutral' : 'bad'}>{oauth?.error ?? error.code}</Badge>}
      actions={onShowAnswer && <TextAction onClick={onShowAnswer}>Show the raw answer</TextAction>}
    >
      <Facts>
        <Fact name="What happened">
          <bdi>{error.message}</bdi>
        </Fact>
        {oauth !== undefined && !explained && (
          <Fact name="What it means">
            <code className={classes.code}>{oauth.error}</code>
            {meaning === null ? `. ${NOT_SPECIFIED}` : `: ${meaning.meaning}`}
          </Fact>
        )}
        <ServerWords description={oauth?.error_description} uri={oauth?.error_uri} />
        <Fact name="What to try">
          <span className={classes.hint}>{meaning?.hint ?? error.hint}</span>
        </Fact>
        {spec !== undefined && (
          <Fact name="Where it is written">
            <SpecAnchor spec={spec} />
          </Fact>
        )}
      </Facts>
    </Card>
  );
}
