import { Button } from '@mantine/core';
import { CopyAction } from '../../components/copy-action.tsx';
import { captureState, startCapture } from './capture-state.ts';
import classes from './nothing-captured.module.css';

/** No request is there to show: what to do first, and, once a port is listened on, what is waited for. */
export function NothingCaptured() {
  const listeners = captureState((state) => state.listeners);
  const [listener] = listeners;
  return listener === undefined ? <FirstSteps /> : <Waiting address={listener.redirectUris[0] ?? ''} path={listener.path} />;
}

interface WayToStart {
  readonly name: string;
  readonly text: string;
  readonly action?: string;
  readonly begin?: () => unknown;
}

const listenAnywhere = (https: boolean) => startCapture({ port: 0, path: '/callback', https, count: null, seconds: null });

const ways: readonly WayToStart[] = [
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

function FirstSteps() {
  return (
    <div className={classes.nothing}>
      <h2 className={classes.title}>Catch what a server sends back</h2>
      <p className={classes.text}>
        Listen on a port, let your application or server redirect there, and every request that arrives stands here, decoded: its
        parameters, its error with what that means, and the request itself. Hand it to a run, keep it, or export it.
      </p>
      {ways.map(({ name, text, action, begin }) => (
        <section key={name} className={classes.way} aria-label={name}>
          <div className={classes.words}>
            <h3 className={classes.name}>{name}</h3>
            <p className={classes.text}>{text}</p>
          </div>
          {begin !== undefined && <Button onClick={() => void begin()}>{action}</Button>}
        </section>
      ))}
    </div>
  );
}

function Waiting({ address, path }: { readonly address: string; readonly path: string | null }) {
  const example = `${address}?code=example&state=example`;
  return (
    <div className={classes.nothing} role="status">
      <h2 className={classes.title}>Waiting for the first request</h2>
      <p className={classes.text}>
        {path === null
          ? 'Every path of this port is recorded. Send your application or server here:'
          : 'Register this redirect URI at the server, character by character, and start a sign-in with it:'}
      </p>
      <div className={classes.address}>
        <code className={classes.code}>{address}</code>
        <CopyAction text={address} of={`the redirect URI ${address}`} />
      </div>
      <p className={classes.text}>To see one now, open this in a browser:</p>
      <div className={classes.address}>
        <code className={classes.code}>{example}</code>
        <CopyAction text={example} of="the example" />
      </div>
    </div>
  );
}
