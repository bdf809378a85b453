import { Button } from '@mantine/core';
import { chooseTask, putText } from '../../state/inspector-state.ts';
import { askInspector } from './ask-inspector.ts';
import classes from './nothing-yet.module.css';
import { SAMPLE_SECRET } from './sample-secret.ts';

const sample = (subject: string) => askInspector('sample', { now: Date.now(), subject });

interface Trial {
  readonly name: string;
  readonly text: string;
  readonly action: string;
  readonly begin: () => Promise<void>;
}

const trials: readonly Trial[] = [
  {
    name: 'See what a token says',
    text: `A fresh sample, valid for ten minutes. Its secret, to verify it with: ${SAMPLE_SECRET}`,
    action: 'Try a sample token',
    begin: async () => putText('first', await sample('alice')),
  },
  {
    name: 'Find a token in something else',
    text: 'Paste a cURL command, an answer, a redirect: the tokens in it are found.',
    action: 'Try a cURL command',
    begin: async () =>
      putText(
        'first',
        `curl https://api.example.com/orders \\\n  -H 'Accept: application/json' \\\n  -H 'Authorization: Bearer ${await sample('alice')}'\n`,
      ),
  },
  {
    name: 'Compare two tokens',
    text: 'Before and after a refresh, of two users, of two environments: what differs.',
    action: 'Try a comparison',
    begin: async () => {
      putText('first', await sample('alice'));
      putText('second', await sample('badr'));
      chooseTask('compare');
    },
  },
];

/** Nothing was pasted yet: what this place is for, and things to try. */
export function NothingYet() {
  return (
    <div className={classes.nothing}>
      <h2 className={classes.title}>Paste a token to see what it is</h2>
      <p className={classes.text}>
        It is read on this machine. Nothing is sent or kept, and nothing is called valid before you had it verified.
      </p>
      {trials.map(({ name, text, action, begin }) => (
        <section key={name} className={classes.trial} aria-label={name}>
          <div className={classes.words}>
            <h3 className={classes.name}>{name}</h3>
            <p className={classes.text}>{text}</p>
          </div>
          <Button onClick={() => void begin()}>{action}</Button>
        </section>
      ))}
    </div>
  );
}
