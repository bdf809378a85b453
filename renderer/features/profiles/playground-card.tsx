import { Loader, Popover, UnstyledButton } from '@mantine/core';
import type { PlaygroundFacts } from '../../../shared/model/playground.ts';
import { TextAction } from '../../components/text-action.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { playgroundState, startPlayground, stopPlayground } from '../../state/playground-state.ts';
import classes from './playground-card.module.css';

/** The built-in server: whether it runs, where, and whom it knows. */
export function PlaygroundCard() {
  const { running, busy, problem } = playgroundState();
  const words =
    busy === 'starting'
      ? 'Playground is starting'
      : busy === 'stopping'
        ? 'Playground is stopping'
        : running === null
          ? 'Playground is stopped'
          : running.faults === undefined
            ? 'Playground is running'
            : `Misbehaves: ${running.faults.join(', ')}`;
  return (
    <section className={classes.card} aria-label="Playground server">
      <div className={classes.head}>
        {busy === null ? (
          <span className={running === null ? classes.off : running.faults === undefined ? classes.on : classes.odd} />
        ) : (
          <Loader size={10} color="var(--accent)" />
        )}
        <span className={classes.state} role="status" title={running?.faults && words}>
          {words}
        </span>
        <TextAction
          className={classes.action}
          disabled={busy !== null}
          onClick={() => void (running === null ? startPlayground() : stopPlayground())}
        >
          {running === null ? 'Start' : 'Stop'}
        </TextAction>
      </div>
      {/* The same three lines in every state, so that nothing jumps. */}
      <code className={classes.issuer} title={running?.issuer}>
        {running?.issuer ?? 'an authorization server to try things on'}
      </code>
      {problem !== null ? (
        <span className={classes.problem} role="alert" title={problem.hint}>
          {problem.message}
        </span>
      ) : running === null ? (
        <span className={classes.counts}>on this machine, offline</span>
      ) : (
        <span className={classes.foot}>
          <Inhabitants facts={running} />
          <UnstyledButton className={classes.counts} aria-haspopup="dialog" onClick={() => openDialog({ kind: 'faults' })}>
            {running.faults === undefined ? 'misbehave …' : 'behave …'}
          </UnstyledButton>
        </span>
      )}
    </section>
  );
}

/** How many users and clients; opened, who they are. All of it is public: the playground holds nothing. */
function Inhabitants({ facts }: { readonly facts: PlaygroundFacts }) {
  return (
    <Popover width={360} position="top-start" withRoles={false}>
      <Popover.Target>
        <UnstyledButton className={classes.counts} aria-haspopup="dialog">
          {facts.users.length} users, {facts.clients.length} clients
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.list} role="dialog" aria-label="Users and clients of the playground">
        <h3 className={classes.heading}>Users</h3>
        {facts.users.map(({ username, password }) => (
          <p key={username} className={classes.line}>
            <code>{username}</code> <span>password</span> <code>{password}</code>
          </p>
        ))}
        <h3 className={classes.heading}>Clients</h3>
        {facts.clients.map(({ clientId, note }) => (
          <p key={clientId} className={classes.client}>
            <code>{clientId}</code> <span>{note}</span>
          </p>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
