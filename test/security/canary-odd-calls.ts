import { randomUUID } from 'node:crypto';
import { type ProfileInput, profile } from '../../shared/model/profile.ts';
import { type Canary, makeCanary } from './canary.ts';
import { type CanaryWorld, given, profileOf, turns } from './canary-scenario.ts';
import type { Screen } from './screen.ts';

/** Secrets that cannot be sent, or only in this file. */
export const odd = {
  header: {
    kind: 'secret header of two lines',
    value: `${makeCanary('x', 'header').value}\r\nX-Second: ${makeCanary('x', 'header').value}`,
  },
  pasted: makeCanary('code in a pasted text', 'token'),
  typed: makeCanary('secret in a call of the wrong form', 'text'),
} as const satisfies Record<string, Canary>;

/** Everything a screen can ask that shows what is there. */
export async function lookAtEverything(screen: Screen, profileId: string): Promise<void> {
  const { runs } = await screen.ask('run.list', { limit: 500 });
  for (const { id } of runs) await screen.ask('run.read', { runId: id });
  const { profiles } = await screen.ask('workspace.read', {});
  const { text } = await screen.ask('profile.export', { ids: profiles.map(({ id }) => id) });
  await screen.ask('profile.import', { text });
  await screen.ask('profile.duplicate', { id: profileId });
  for (const method of ['host.describe', 'secret.list', 'keychain.probe', 'playground.read'] as const) await screen.ask(method, {});
  for (const method of ['playground.start', 'playground.addProfiles', 'playground.stop'] as const) await screen.ask(method, {});
}

/** Calls of the wrong form with secrets in them. None may come back, nor reach the log. */
export async function callWrongly(screen: Screen): Promise<void> {
  const { value } = odd.typed;
  const owner = randomUUID();
  const inputs: [method: string, input: unknown][] = [
    ['secret.set', { owner, field: 'client_secret', value, another: value }],
    ['secret.set', { owner: value, field: 'client_secret', value }],
    ['secret.set', { owner, field: value.repeat(10), value }],
    ['secret.set', { owner, field: 'client_secret', value: { value } }],
    ['secret.set', { owner, field: 'client_secret', value: value.repeat(20_000) }],
    ['redirect.paste', { runId: owner, url: `http://127.0.0.1/callback?code=${value}` }],
    ['run.start', { runId: owner, profileId: owner, grant: value }],
    ['profile.import', { text: value }],
    [
      'profile.import',
      { text: JSON.stringify({ format: 'grantbench-profiles', version: 1, profiles: [{ name: value, clientSecret: value }] }) },
    ],
    [value, { value }],
    ['secret.reveal', { owner, field: 'client_secret', value }],
  ];
  for (const [method, input] of inputs) {
    const reply = await screen.call(method, input);
    if (reply.ok && method !== 'secret.reveal') throw new Error(`${method} took input of the wrong form`);
  }
}

/** Profiles that cannot work, each with a secret in the very place that is wrong. */
export async function runWrongly(screen: Screen, { server }: CanaryWorld): Promise<void> {
  const [turn] = turns();
  if (turn === undefined) throw new Error('There are no turns');
  const id = randomUUID();
  for (const [field, { value }] of Object.entries({ ...given, 'token header': odd.header }))
    await screen.ask('secret.set', { owner: id, field, value });
  const base = profileOf(turn, id, '');
  const issuer = (text: string): ProfileInput => ({ ...base, server: { kind: 'issuer', issuer: text } });
  const endpoint = (text: string): ProfileInput => ({ ...base, server: { kind: 'endpoints', endpoints: { tokenEndpoint: text } } });
  // An issuer for each: the server repeats what it was told under it, and another run's secrets nobody could know.
  let count = 0;
  const good = (): ProfileInput => issuer(`${server.issuer(`wrong-${count++}`)}/t/{{tenant}}`);
  const redirect = (redirectUri: string): ProfileInput => ({
    ...good(),
    grant: 'authorization_code',
    request: { ...base.request, redirectUri },
  });
  const wrong: ProfileInput[] = [
    good(),
    issuer('{{scope}}'),
    issuer('ftp://server.invalid/{{tenant}}'),
    issuer('http://server.invalid/{{tenant}}'),
    issuer('https://{{host}}.invalid/'),
    issuer('https://user:{{host}}@127.0.0.1:9/{{tenant}}'),
    issuer('{{tenant}} {{nobody}}'),
    endpoint('{{scope}}'),
    endpoint('https://{{host}}.invalid/token?key={{tenant}}#{{scope}}'),
    endpoint('https://[{{host}}]/'),
    endpoint('http://127.0.0.1:9/{{tenant}}'),
    { ...good(), edits: { token: { headers: [{ name: '{{scope}}', value: 'x' }] } } },
    { ...good(), edits: { token: { dropped: ['{{scope}}'], parameters: [{ name: '{{scope}}', value: '{{scope}}' }] } } },
    { ...good(), tls: { ca: 'no certificate' } },
    redirect('{{scope}}'),
    redirect('http://{{host}}:0/callback'),
    redirect('http://127.0.0.1:99999/{{tenant}}'),
  ];
  for (const input of wrong) {
    await screen.ask('profile.save', { profile: profile.parse(input) });
    await screen.call('run.start', { runId: randomUUID(), profileId: id, grant: input.grant ?? 'client_credentials' });
  }
  for (const input of [good(), ...wrong.slice(1, 8)]) {
    await screen.ask('profile.save', { profile: profile.parse(input) });
    await screen.call('server.discover', { profileId: id });
  }
}

/** A run whose redirect is pasted: first what is no redirect, then one of somebody else, then the right one. */
export async function paste(screen: Screen, { server }: CanaryWorld, profileId: string): Promise<void> {
  const turn = turns().find(({ grant }) => grant === 'authorization_code');
  if (turn === undefined) throw new Error('There is no turn with a code');
  const base = profileOf(turn, profileId, `${server.issuer('pasted')}/t/{{tenant}}`);
  await screen.ask('profile.save', { profile: profile.parse({ ...base, request: { ...base.request, responseMode: 'query' } }) });
  const runId = randomUUID();
  const finished = screen.ask('run.start', { runId, profileId, grant: 'authorization_code' });
  await screen.until('run.stepped', (event) => event.runId === runId && event.step.status === 'waiting');
  const { url } = await screen.ask('authorization.open', { runId });
  const code = encodeURIComponent(odd.pasted.value);
  for (const text of [`no URL ${odd.pasted.value}`, `http://[${code}`, `javascript:${code}`])
    await screen.call('redirect.paste', { runId, url: text });
  await screen.call('run.read', { runId });
  await screen.call('exchange.reveal', { runId, part: { kind: 'token', token: 'access_token' } });
  const redirected = (await fetch(url ?? '', { redirect: 'manual' })).headers.get('location') ?? '';
  await screen.ask('redirect.paste', { runId, url: redirected });
  await finished;
}

/** A run that is cancelled while it waits for the browser. */
export async function cancel(screen: Screen, { server }: CanaryWorld, profileId: string): Promise<void> {
  const turn = turns().find(({ grant }) => grant === 'authorization_code');
  if (turn === undefined) throw new Error('There is no turn with a code');
  await screen.ask('profile.save', { profile: profile.parse(profileOf(turn, profileId, `${server.issuer('cancelled')}/t/{{tenant}}`)) });
  const runId = randomUUID();
  const finished = screen.call('run.start', { runId, profileId, grant: 'authorization_code' });
  await screen.until('run.stepped', (event) => event.runId === runId && event.step.status === 'waiting');
  await screen.ask('run.cancel', { runId });
  await finished;
}
