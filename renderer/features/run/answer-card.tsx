import { explainClient } from '../../../shared/inspector/client-members.ts';
import { explainMembers } from '../../../shared/inspector/explain-members.ts';
import type { ChallengeReading } from '../../../shared/model/challenge.ts';
import type { EndpointReading } from '../../../shared/model/endpoint-reading.ts';
import type { RunTask } from '../../../shared/model/run.ts';
import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import classes from './answer-card.module.css';
import { ClaimsTable } from './claims-table.tsx';
import { ReadingRows } from './reading-rows.tsx';

interface AnswerCardProps {
  readonly task: RunTask;
  readonly answer: EndpointReading;
  /** When it came, epoch milliseconds: what its times are held against. */
  readonly arrivedAt: number;
  /** Opens what a challenge names as the metadata of the resource (RFC 9728); absent where nobody can ask for it. */
  readonly onReadMetadata?: ((metadataUrl: string) => void) | undefined;
}

const titles: Partial<Record<RunTask, string>> = {
  introspection: 'What the server knows about the token',
  revocation: 'Revocation',
  userinfo: 'Who the user is',
  resource: 'What the resource answered',
  logout: 'Sign-out',
  registration: 'Registration',
};

/** What one endpoint answered, and what that means. */
export function AnswerCard({ task, answer, arrivedAt, onReadMetadata }: AnswerCardProps) {
  const { status, mediaType, meaning, members, reading, challenges } = answer;
  const title = titles[task] ?? 'Answer';
  return (
    <Card
      title={title}
      badges={
        <>
          <Badge tone={status < 400 ? 'neutral' : 'bad'}>{status}</Badge>
          {mediaType !== '' && <Badge tone="neutral">{mediaType}</Badge>}
        </>
      }
    >
      <p className={classes.meaning}>{meaning}</p>
      {challenges.map((challenge, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the challenges of one answer never change, and may repeat.
        <Challenge key={index} challenge={challenge} onReadMetadata={onReadMetadata} />
      ))}
      {members !== null && Object.keys(members).length > 0 && (
        <ClaimsTable
          claims={task === 'registration' ? explainClient(members) : explainMembers('claims', members, arrivedAt)}
          label={title}
          longNames={task === 'registration'}
        />
      )}
      {reading !== null && <ReadingRows title={`${title}, as a JWT`} reading={{ ...reading, claims: [] }} open={false} />}
    </Card>
  );
}

interface ChallengeProps extends Pick<AnswerCardProps, 'onReadMetadata'> {
  readonly challenge: ChallengeReading;
}

/** What the server wants to be asked with. */
function Challenge({ challenge: { scheme, token68, meaning, hint, spec, parameters }, onReadMetadata }: ChallengeProps) {
  const metadataUrl = parameters.find(({ name }) => name.toLowerCase() === 'resource_metadata')?.value;
  return (
    <div className={classes.challenge}>
      <p className={classes.says}>
        <Badge tone="warn">{scheme}</Badge>
        <span>
          {meaning} {hint} {spec !== null && <SpecAnchor spec={spec} />}
          {metadataUrl !== undefined && onReadMetadata !== undefined && (
            <>
              {' '}
              <TextAction className={classes.metadata} aria-haspopup="dialog" onClick={() => onReadMetadata(metadataUrl)}>
                Resource metadata…
              </TextAction>
            </>
          )}
        </span>
      </p>
      {token68 !== null && <code className={classes.token}>{token68}</code>}
      {parameters.length > 0 && (
        <ClaimsTable claims={parameters.map((parameter) => ({ ...parameter, spec: null }))} label={`Parameters of ${scheme}`} />
      )}
    </div>
  );
}
