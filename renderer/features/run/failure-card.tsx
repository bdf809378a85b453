import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { oauthErrorMeaning } from '../../../shared/model/oauth-error-meaning.ts';
import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import classes from './failure-card.module.css';

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
  const meaning = oauth === undefined ? null : oauthErrorMeaning(oauth.error, oauth.status === undefined);
  const spec = meaning?.spec ?? error.spec;
  const cancelled = error.code === 'CANCELLED' || error.code === 'REDIRECT_CANCELLED';
  return (
    <Card
      title={cancelled ? 'Cancelled' : partial ? 'Tokens arrived, but a check failed' : 'The run failed'}
      badges={<Badge tone={cancelled ? 'neutral' : 'bad'}>{oauth?.error ?? error.code}</Badge>}
      actions={onShowAnswer && <TextAction onClick={onShowAnswer}>Show the raw answer</TextAction>}
    >
      <dl className={classes.facts}>
        <dt>What happened</dt>
        <dd>
          <bdi>{error.message}</bdi>
        </dd>
        {oauth !== undefined && (
          <>
            <dt>What it means</dt>
            <dd>
              <code className={classes.code}>{oauth.error}</code>
              {meaning === null ? '. No specification defines this code; the server’s documentation may.' : `: ${meaning.meaning}`}
            </dd>
          </>
        )}
        {oauth?.error_description !== undefined && (
          <>
            <dt>In its words</dt>
            <dd>
              <bdi dir="auto" className={classes.quoted}>
                {oauth.error_description}
              </bdi>
            </dd>
          </>
        )}
        {oauth?.error_uri !== undefined && <ErrorUri uri={oauth.error_uri} />}
        <dt>What to try</dt>
        <dd className={classes.hint}>{meaning?.hint ?? error.hint}</dd>
        {spec !== undefined && (
          <>
            <dt>Where it is written</dt>
            <dd>
              <SpecAnchor spec={spec} />
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}

/** A page the server names. Only web addresses become links: it is the server's text, and not to be trusted. */
function ErrorUri({ uri }: { readonly uri: string }) {
  const web = /^https?:\/\//i.test(uri);
  return (
    <>
      <dt>More from the server</dt>
      <dd>
        {web ? (
          <a href={uri} target="_blank" rel="noreferrer">
            {uri}
          </a>
        ) : (
          <bdi>{uri}</bdi>
        )}
      </dd>
    </>
  );
}
