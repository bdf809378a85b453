import { randomUUID } from 'node:crypto';
import { profile } from '../../shared/model/profile.ts';
import type { RegistrationWishInput } from '../../shared/model/registration-wish.ts';
import type { RunView } from '../../shared/model/run.ts';
import { type Canary, makeCanary } from './canary.ts';
import type { CanaryWorld } from './canary-scenario.ts';
import type { Screen } from './screen.ts';

/** Secrets of a registration that a person gives. */
export const registering = {
  initial: makeCanary('initial access token', 'token'),
  statement: makeCanary('software statement'),
} as const satisfies Record<string, Canary>;

/**
 * Registers clients at a server that repeats everything, also where a profile keeps things in clear; reads, changes and
 * deletes them; and is refused.
 */
export async function registerClients(screen: Screen, { server }: CanaryWorld): Promise<readonly RunView[]> {
  const views: RunView[] = [];
  const profileAt = async (run: string, refusesClients: boolean) => {
    const id = randomUUID();
    const issuer = `${server.issuer(run, { refusesClients })}/t/{{tenant}}`;
    const parts = { server: { kind: 'issuer', issuer }, request: { scope: 'openid {{scope}}' } } as const;
    await screen.ask('profile.save', { profile: profile.parse({ id, name: run, ...parts }) });
    return id;
  };
  const start = async (profileId: string, wish: RegistrationWishInput) => {
    const { run, kept, problem } = await screen.ask('registration.start', { runId: randomUUID(), profileId, wish });
    if (problem !== null) throw new Error(`${wish.action}: ${problem.message}`);
    views.push(run);
    return kept?.profileId ?? profileId;
  };
  const wish: RegistrationWishInput = {
    action: 'register',
    metadata: JSON.stringify({ client_name: 'I am {{scope}}', software_statement: registering.statement.value }),
    initialAccessToken: registering.initial.value,
  };

  const id = await profileAt('registered', false);
  await screen.ask('registration.suggest', { profileId: id });
  const made = await start(id, wish);
  await start(made, { action: 'read' });
  await start(made, { action: 'update', changes: '{"client_name":"You are {{scope}}"}' });
  await start(made, { action: 'delete' });

  await start(await profileAt('unregistered', true), wish);
  return views;
}
