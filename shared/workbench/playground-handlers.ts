import type { Handlers } from '../contract/contract.ts';
import type { PlaygroundFacts } from '../model/playground.ts';
import { type Profile, profile as profileSchema } from '../model/profile.ts';
import { secretAccount } from './profile-secrets.ts';
import type { WorkbenchContext } from './workbench-context.ts';

type PlaygroundHandlers = Pick<Handlers, 'playground.start' | 'playground.stop' | 'playground.read' | 'playground.addProfiles'>;
type PlaygroundClient = PlaygroundFacts['clients'][number];

/** The built-in server, and ready profiles for it. */
export function playgroundHandlers(context: WorkbenchContext): PlaygroundHandlers {
  const { ports, emit, startPlayground } = context;
  return {
    'playground.start': ({ faults }) => startPlayground(faults),
    'playground.stop': async () => {
      await ports.playground.stop();
      emit('playground.changed', { running: null });
      return null;
    },
    'playground.read': async () => ({ running: ports.playground.running() }),
    'playground.addProfiles': async () => addProfiles(context, await startPlayground()),
  };
}

/** Adds what is missing, and gives missing secrets back; what the user changed stays as it is. */
async function addProfiles({ ports, changeWorkspace, readSecret, deleteSecrets }: WorkbenchContext, facts: PlaygroundFacts) {
  const current = await ports.workspace.read();
  const ready = facts.clients.map((client) => {
    const existing = current.profiles.find((profile) => isProfileFor(profile, client));
    return { client, profile: existing ?? readyProfile(client, facts), isNew: existing === undefined };
  });

  // Secrets first: a profile that stands in the list can run.
  for (const { client, profile, isNew } of ready) {
    for (const [field, value] of readySecrets(profile, client, facts)) {
      if (isNew || (await readSecret(profile.id, field)) === null) await ports.secrets.set(secretAccount(profile.id, field), value);
    }
  }

  const ids: string[] = [];
  const unused: string[] = [];
  const workspace = await changeWorkspace((now) => {
    const added: Profile[] = [];
    for (const { client, profile, isNew } of ready) {
      // Another window may have been quicker.
      const existing = now.profiles.find((other) => isProfileFor(other, client));
      ids.push(existing?.id ?? profile.id);
      if (existing === undefined) added.push(profile);
      else if (isNew) unused.push(profile.id);
    }
    return { ...now, profiles: [...now.profiles, ...added] };
  });
  for (const id of unused) await deleteSecrets(id, ['client_secret', 'password']);
  return { workspace, ids };
}

function isProfileFor({ server, client, grant }: Profile, { clientId, grant: playgroundGrant }: PlaygroundClient): boolean {
  return server.kind === 'playground' && client.clientId === clientId && grant === playgroundGrant;
}

function readyProfile(client: PlaygroundClient, { users }: PlaygroundFacts): Profile {
  const [user] = users;
  const withUser = client.grant === 'password' && user !== undefined;
  return profileSchema.parse({
    id: crypto.randomUUID(),
    name: client.name,
    group: 'Playground',
    grant: client.grant,
    server: { kind: 'playground' },
    client: {
      clientId: client.clientId,
      authMethod: client.authMethod,
      clientSecret: client.clientSecret === null ? null : { secret: 'client_secret' },
    },
    request: {
      scope: client.scope,
      ...(client.redirectUris[0] !== undefined && { redirectUri: client.redirectUris[0] }),
      ...(client.postLogoutRedirectUris[0] !== undefined && { postLogoutRedirectUri: client.postLogoutRedirectUris[0] }),
      ...(client.cibaMode !== undefined && {
        openId: { loginHint: user?.username ?? '' },
        ciba: { mode: client.cibaMode, bindingMessage: 'Order 4711' },
      }),
      ...(withUser && { username: user.username, password: { secret: 'password' } }),
    },
  });
}

/** The secrets this profile refers to and the playground knows, by field. */
function readySecrets({ client, request }: Profile, { clientSecret }: PlaygroundClient, { users }: PlaygroundFacts): [string, string][] {
  const user = users.find(({ username }) => username === request.username);
  const secrets: [string, string][] = [];
  if (client.clientSecret !== null && clientSecret !== null) secrets.push([client.clientSecret.secret, clientSecret]);
  if (request.password !== null && user !== undefined) secrets.push([request.password.secret, user.password]);
  return secrets;
}
