import type { CaptureView } from '../../../shared/model/capture.ts';
import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { NOT_SPECIFIED, ServerWords } from '../run/server-words.tsx';

/** What the server refused with, and what that means. */
export function ErrorCard({ error }: { readonly error: NonNullable<CaptureView['error']> }) {
  const { meaning, description, uri } = error;
  return (
    <Card title="The server refused" badges={<Badge tone="bad">{error.error}</Badge>}>
      <Facts>
        <Fact name="What it means">{meaning?.meaning ?? NOT_SPECIFIED}</Fact>
        <ServerWords description={description} uri={uri} />
        {meaning !== null && (
          <>
            <Fact name="What to try">{meaning.hint}</Fact>
            <Fact name="Where it is written">
              <SpecAnchor spec={meaning.spec} />
            </Fact>
          </>
        )}
      </Facts>
    </Card>
  );
}
