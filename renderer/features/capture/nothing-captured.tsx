import { CopyAction } from '../../components/copy-action.tsx';
import { EmptyPlace, type FirstStep, FirstSteps } from '../../components/first-steps.tsx';
import { captureState, startCapture } from './capture-state.ts';
import classes from './nothing-captured.module.css';

/** No request is there to show: what to do first, and, once a port is listened on, what is waited for. */
export function NothingCaptured() {
  const listeners = captureState((state) => state.listeners);
  const [listener] = listeners;
  return (
    <div className={classes.pane}>
      {listener === undefined ? (
        <FirstSteps
          title="Catch what a server sends back"
          text="Listen on a port, let your application or server redirect there, and every request that arrives stands here, decoded: its parameters, its error with what that means, and the request itself. Hand it to a run, keep it, or export it."
          steps={ways}
        />
      ) : (
        <div role="status">
          <Waiting address={listener.redirectUris[0] ?? ''} path={listener.path} />
        </div>
      )}
    </div>
  );
}

const listenAnywhere = (https: boolean) => startCapture({ port: 0, path: '/callback', https, count: null, seconds: null });

const ways: readonly FirstStep[] = [
  {
    name: 'Catch a redirect of any client',
    text: 'Takes a free port. Register the address that appears at the server, and start a sign-in with it.',
    action: 'Listen on a free port',
    begin: () => listenAnywhere(false),
  },
  {
    name: 'Stand in for your application',
    text: 'Stop it, and listen on the port and path of its redirect URI, entered beside: what the server sends it arrives here.',
  },
  {
    name: 'Only https will do',
    text: 'Listens with a certificate made on this machine. The browser warns once, and shows its fingerprint.',
    action: 'Listen with https',
    begin: () => listenAnywhere(true),
  },
];

function Waiting({ address, path }: { readonly address: string; readonly path: string | null }) {
  const example = `${address}?code=example&state=example`;
  const text =
    path === null
      ? 'Every path of this port is recorded. Send your application or server here:'
      : 'Register this redirect URI at the server, character by character, and start a sign-in with it:';
  return (
    <EmptyPlace title="Waiting for the first request" text={text}>
      <div className={classes.address}>
        <code className={classes.code}>{address}</code>
        <CopyAction text={address} of={`the redirect URI ${address}`} />
      </div>
      <p className={classes.text}>To see one now, open this in a browser:</p>
      <div className={classes.address}>
        <code className={classes.code}>{example}</code>
        <CopyAction text={example} of="the example" />
      </div>
    </EmptyPlace>
  );
}
