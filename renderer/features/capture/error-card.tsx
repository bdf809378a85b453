import type { CaptureView } from '../../../shared/model/capture.ts';
import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './error-card.module.css';

/** What the server refused with, and what that means. */
export function ErrorCard({ error }: { readonly error: NonNullable<CaptureView['error']> }) {
  const { meaning, description, uri } = error;
  return (
    <Card title="The server refused" badges={<Badge tone="bad">{error.error}</Badge>}>
      <dl className={classes.facts}>
        <dt>What it means</dt>
        <dd>{meaning === null ? 'No specification defines this code; the server’s documentation may.' : meaning.meaning}</dd>
        {description !== null && (
          <>
            <dt>In its words</dt>
            <dd>
              <bdi dir="auto" className={classes.quoted}>
                {description}
              </bdi>
            </dd>
          </>
        )}
        {uri !== null && (
          <>
            <dt>More from the server</dt>
            {/* Text of whoever sent the request: only web addresses become links. */}
            <dd>
              {/^https?:\/\//i.test(uri) ? (
                <a href={uri} target="_blank" rel="noreferrer">
                  {uri}
                </a>
              ) : (
                <bdi>{uri}</bdi>
              )}
            </dd>
          </>
        )}
        {meaning !== null && (
          <>
            <dt>What to try</dt>
            <dd>{meaning.hint}</dd>
            <dt>Where it is written</dt>
            <dd>
              <SpecAnchor spec={meaning.spec} />
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}
