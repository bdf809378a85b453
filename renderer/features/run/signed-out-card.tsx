import { Button } from '@mantine/core';
import type { RunView } from '../../../shared/model/run.ts';
import { openId } from '../../../shared/model/spec-name.ts';
import { Card } from '../../components/card.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { type LiveRun, openAuthorization } from '../../state/run-state.ts';
import classes from './answer-card.module.css';

/** How signing out ended. No server says whether the session is over: this does not either. */
export function SignedOutCard({ run, view }: { readonly run: LiveRun; readonly view: RunView }) {
  if (run.popupBlocked) return <BlockedPage runId={run.runId} />;
  const cameBack = view.steps.some(({ name }) => name === 'callback');
  return (
    <Card title="Sign-out">
      <p className={classes.meaning}>
        {cameBack
          ? 'The server sent the browser back, with the state that was sent. That is all it says: a user who chose to stay signed in may come back the same way.'
          : 'The sign-out page was opened. Nothing comes back from there, so what became of the session is to be seen in the browser.'}{' '}
        <SpecAnchor spec={openId('logout', '3', 'RedirectionAfterLogout')} />
      </p>
      <p className={classes.meaning}>
        Tokens that were issued stay as good as they are. To be sure that none is taken any more, revoke the refresh token, and introspect
        the access token.
      </p>
    </Card>
  );
}

/** Nothing comes back, and nothing was opened either. */
function BlockedPage({ runId }: { readonly runId: string }) {
  return (
    <Card
      title="Sign-out"
      actions={
        <Button size="xs" variant="filled" onClick={() => void openAuthorization(runId)}>
          Open the sign-out page
        </Button>
      }
    >
      <p className={classes.meaning}>Your browser kept the sign-out page from opening by itself. Open it here.</p>
    </Card>
  );
}
