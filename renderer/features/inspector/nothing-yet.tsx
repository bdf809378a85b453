import { type FirstStep, FirstSteps } from '../../components/first-steps.tsx';
import { chooseTask, putText } from '../../state/inspector-state.ts';
import { askInspector } from './ask-inspector.ts';
import { SAMPLE_SECRET } from './sample-secret.ts';

const sample = (subject: string) => askInspector('sample', { now: Date.now(), subject });

const trials: readonly FirstStep[] = [
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
    <FirstSteps
      title="Paste a token to see what it is"
      text="It is read on this machine. Nothing is sent or kept, and nothing is called valid before you had it verified."
      steps={trials}
    />
  );
}
