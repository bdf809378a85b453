import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { OpenWays as Ways } from '../../../shared/model/redirect-way.ts';
import type { Step } from '../../../shared/model/run.ts';
import { Card } from '../../components/card.tsx';
import { type LiveRun, openAuthorization, pasteRedirect } from '../../state/run-state.ts';
import { OpenWays } from './open-ways.tsx';
import { TimeLeft } from './time-left.tsx';
import classes from './waiting-card.module.css';

/** What the user does at the browser, and what the page is called. */
const words = {
  signIn: {
    title: 'Waiting for you to sign in',
    page: 'sign-in page',
    act: 'Sign in there; the run goes on by itself.',
    placeholder: 'http://127.0.0.1…/callback?code=…&state=…',
  },
  signOut: {
    title: 'Waiting for you to sign out',
    page: 'sign-out page',
    act: 'Confirm there if it asks; the run ends by itself when the browser comes back.',
    placeholder: 'http://127.0.0.1…/signed-out?state=…',
  },
} as const;

/** The user's turn: sign in or out at the browser, or bring the redirect by hand. The way to give up stands above, under the sequence. */
export function WaitingCard({ run, step }: { readonly run: LiveRun; readonly step: Step }) {
  const [pasted, setPasted] = useState('');
  const [handing, setHanding] = useState(false);
  const told = words[run.task === 'logout' ? 'signOut' : 'signIn'];
  const { title, page, placeholder } = told;
  const open = step.waiting?.open;
  const inWindow = open?.ways.includes('window') ?? false;
  const hand = async (event: FormEvent) => {
    event.preventDefault();
    setHanding(true);
    if (await pasteRedirect(run.runId, pasted.trim())) setPasted('');
    setHanding(false);
  };
  return (
    <Card title={title} actions={<TimeLeft until={step.waiting?.until ?? null} words="gives up in" />}>
      <div className={classes.body}>
        <p className={classes.words}>{wordsOf(run, told, open)}</p>
        {open !== undefined && <OpenWays open={open} />}
        <div className={classes.row}>
          <Button variant={run.popupBlocked ? 'filled' : 'default'} onClick={() => void openAuthorization(run.runId)}>
            {run.popupBlocked ? `Open the ${page}` : inWindow ? 'Show the window' : `Open the ${page} again`}
          </Button>
          {(inWindow || open?.windowClosed != null) && (
            <Button onClick={() => void openAuthorization(run.runId, true)}>Open it in the browser</Button>
          )}
        </div>
        <form className={classes.row} onSubmit={(event) => void hand(event)}>
          <TextInput
            className={classes.paste}
            label="Redirected URL"
            description="If the browser cannot reach Grantbench, paste the address it was sent to."
            placeholder={placeholder}
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
          <Button type="submit" disabled={pasted.trim() === '' || handing}>
            Continue
          </Button>
        </form>
        {run.notice !== null && (
          <p className={classes.notice} role="alert">
            {run.notice.message} {run.notice.hint}
          </p>
        )}
      </div>
    </Card>
  );
}

type Words = (typeof words)[keyof typeof words];

function wordsOf({ popupBlocked }: LiveRun, { page, act }: Words, open: Ways | undefined): string {
  if (popupBlocked) return `Your browser kept the ${page} from opening by itself. Open it here.`;
  if (open?.windowClosed != null) return `${open.windowClosed} The other ways stay open: go on here, or in your browser.`;
  if (open?.ways.length === 1) return `The ${page} is open in your browser. Nothing here receives the redirect: paste below where it ends.`;
  return `The ${page} is open in ${open?.ways.includes('window') ? 'a window of Grantbench' : 'your browser'}. ${act}`;
}
