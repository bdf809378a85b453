import { randomUUID } from 'node:crypto';
import type { EndpointWishInput } from '../../shared/model/endpoint-wish.ts';
import { profile } from '../../shared/model/profile.ts';
import type { RunView, Step } from '../../shared/model/run.ts';
import type { ChangedPair, StopPoint } from '../../shared/model/stop.ts';
import { type Canary, makeCanary } from './canary.ts';
import { type CanaryWorld, profileOf, type Turn, take, turns } from './canary-scenario.ts';
import type { Screen } from './screen.ts';
import { visit } from './visit.ts';

/** Secrets that are given for one request only, or come with a request of somebody else. */
export const passing = {
  pasted: makeCanary('pasted token', 'token'),
  header: makeCanary('header of a call', 'header'),
  query: makeCanary('key in the address of a call'),
  form: makeCanary('key in the form of a call'),
  json: makeCanary('key in the JSON of a call', 'host'),
  atStop: makeCanary('parameter added at a break point'),
  headerAtStop: makeCanary('header added at a break point', 'header'),
  inReplay: makeCanary('parameter added to a replay'),
  captured: makeCanary('code of a captured redirect'),
  fragment: makeCanary('token of a captured fragment', 'token'),
  capturedCookie: makeCanary('cookie of a captured redirect', 'cookie'),
  capturedHeader: makeCanary('credentials of a captured request', 'token'),
  handed: makeCanary('code that was handed to a run', 'token'),
} as const satisfies Record<string, Canary>;

/** What came of it. */
export interface PassingRuns {
  readonly endpoints: readonly RunView[];
  readonly stopped: readonly RunView[];
  readonly replayed: readonly RunView[];
  readonly handed: RunView;
}

/** Asks every endpoint with every form of a token, stands still, sends again, captures and exports, against a server that repeats all of it. */
export async function passThrough(screen: Screen, world: CanaryWorld, profileId: string): Promise<PassingRuns> {
  const endpoints = await askEndpoints(screen, world, profileId);
  const stopped = [await stopEverywhere(screen, world, profileId)];
  const replayed = await replay(screen, world, profileId);
  const handed = await captureAndHand(screen, world, profileId);
  for (const { summary } of [...endpoints, ...stopped, ...replayed, handed])
    for (const format of ['har', 'json'] as const) await screen.ask('run.export', { runId: summary.id, format, secrets: false });
  return { endpoints, stopped, replayed, handed };
}

function turnOf(grant: Turn['grant'], name: string): Turn {
  const turn = turns().find((one) => one.grant === grant && one.token === 'tokens' && one.authorization === 'code');
  if (turn === undefined) throw new Error(`There is no turn with ${grant}`);
  // The browser finds a redirect in the query without the help of a page.
  return { ...turn, name, authMethod: 'client_secret_basic', responseMode: 'query' };
}

/** Saves the profile for an issuer that was told nothing yet: what another run told it, this one could not know. */
async function turnTo(screen: Screen, { server }: CanaryWorld, profileId: string, turn: Turn, path = '/t/{{tenant}}'): Promise<void> {
  const issuer = `${server.issuer(turn.name, turn)}${path}`;
  await screen.ask('profile.save', { profile: profile.parse(profileOf(turn, profileId, issuer)) });
}

async function askEndpoints(screen: Screen, world: CanaryWorld, profileId: string): Promise<RunView[]> {
  const first = await take(screen, world, profileId, turnOf('password', 'tokens-to-use'));
  const runId = first.summary.id;
  const { tokens } = await screen.ask('token.list', {});
  const held = tokens.find((token) => token.kind === 'access_token' && token.runId === runId);
  if (held === undefined) throw new Error('The token is not held');
  await screen.ask('token.read', { id: held.id });
  const ofRun = { held: { runId, kind: 'access_token' } } as const;
  const value = { value: passing.pasted.value };
  const url = `http://127.0.0.1:${world.server.port}`;
  const call = { task: 'resource' as const, token: ofRun, headers: [{ name: 'X-Api-Key', value: passing.header.value }] };
  const wishes: ((issuer: string) => EndpointWishInput)[] = [
    () => ({ task: 'introspection', token: { tokenId: held.id } }),
    () => ({ task: 'introspection', token: value, jwt: true }),
    () => ({ task: 'userinfo', token: ofRun }),
    () => ({ task: 'revocation', token: { held: { runId, kind: 'refresh_token' } } }),
    (name) => ({ ...call, url: `${url}/${name}/resource?api_key=${encodeURIComponent(passing.query.value)}` }),
    (name) => ({
      ...call,
      url: `${url}/${name}/resource`,
      method: 'POST',
      place: 'body',
      body: String(new URLSearchParams({ api_key: passing.form.value })),
    }),
    (name) => ({ ...call, token: value, url: `${url}/${name}/resource`, place: 'query' }),
    (name) => ({
      ...call,
      url: `${url}/${name}/resource`,
      method: 'PUT',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      body: JSON.stringify({ api_key: passing.json.value }),
    }),
  ];
  const views: RunView[] = [];
  for (const [index, wish] of wishes.entries()) {
    const turn = turnOf('client_credentials', `endpoint-${index}`);
    await turnTo(screen, world, profileId, turn);
    views.push(await screen.ask('endpoint.ask', { runId: randomUUID(), profileId, wish: wish(turn.name) }));
  }

  await turnTo(screen, world, profileId, turnOf('client_credentials', 'signing-out'));
  const logout = randomUUID();
  const wish = { idToken: { held: { runId, kind: 'id_token' } }, postLogoutRedirectUri: 'http://127.0.0.1:0/signed-out' } as const;
  const signedOut = screen.ask('logout.start', { runId: logout, profileId, wish });
  await waitingAt(screen, logout, (step) => step.waiting?.for === 'browser');
  const { url: page } = await screen.ask('authorization.open', { runId: logout });
  await visit(page ?? '', { cookie: `other=${world.browserCookie.value}` });
  views.push(await signedOut);
  return views;
}

function waitingAt(screen: Screen, runId: string, accept: (step: Step) => boolean) {
  return screen.until('run.stepped', (event) => event.runId === runId && event.step.status === 'waiting' && accept(event.step));
}

async function stopEverywhere(screen: Screen, world: CanaryWorld, profileId: string): Promise<RunView> {
  const turn = turnOf('authorization_code', 'stops');
  await turnTo(screen, world, profileId, turn);
  const runId = randomUUID();
  const stops: StopPoint[] = ['authorization_request', 'callback', 'token_request'];
  const finished = screen.ask('run.start', { runId, profileId, grant: turn.grant, stops });
  const goOn = async (at: StopPoint) => {
    const { step } = await waitingAt(screen, runId, ({ waiting }) => waiting?.stop?.at === at);
    const { parameters = [], headers = [] } = step.waiting?.stop?.message ?? {};
    // What arrived is judged as it is; a parameter more changes nothing there.
    await screen.ask('run.continue', {
      runId,
      changes: {
        parameters: [...kept(parameters.length), { name: 'api_key', value: passing.atStop.value }],
        ...(at === 'token_request' && { headers: [...kept(headers.length), { name: 'X-Second-Key', value: passing.headerAtStop.value }] }),
      },
    });
  };
  await goOn('authorization_request');
  await waitingAt(screen, runId, ({ waiting }) => waiting?.for === 'browser');
  const { url } = await screen.ask('authorization.open', { runId });
  const landed = visit(url ?? '', { cookie: `other=${world.browserCookie.value}` });
  await goOn('callback');
  await goOn('token_request');
  screen.transcript.shown('landing page', (await landed).page);
  return finished;
}

const kept = (count: number): ChangedPair[] => Array.from({ length: count }, (_, place) => ({ kept: place }));

async function replay(screen: Screen, world: CanaryWorld, profileId: string): Promise<RunView[]> {
  const turn = turnOf('client_credentials', 'replays');
  const { summary, steps } = await take(screen, world, profileId, turn);
  const views: RunView[] = [];
  for (const { index, name } of steps) {
    const of = { runId: summary.id, step: index };
    const reply = await screen.call('replay.read', { of });
    if (!reply.ok || name !== 'token') continue;
    const { message } = await screen.ask('replay.read', { of });
    const changes = { parameters: [...kept(message.parameters.length), { name: 'second_key', value: passing.inReplay.value }] };
    // The tokens it gave the first time, the run that sends again could not know if they came from elsewhere.
    world.server.forget(turn.name);
    views.push(await screen.ask('replay.send', { runId: randomUUID(), of, changes }));
  }
  return views;
}

async function captureAndHand(screen: Screen, world: CanaryWorld, profileId: string): Promise<RunView> {
  const { id, redirectUris } = await screen.ask('capture.start', { port: 0, path: '/callback', https: false });
  const address = redirectUris[0] ?? '';
  const { origin } = new URL(address);
  const headers = {
    Cookie: `sid=${passing.capturedCookie.value}`,
    Authorization: `Bearer ${passing.capturedHeader.value}`,
    Referer: `https://server.example/?code=${encodeURIComponent(passing.captured.value)}`,
  };
  const code = { code: passing.captured.value, error_description: `I gave ${passing.captured.value}` };
  const repeating = { ...headers, 'X-Seen': encodeURIComponent(passing.captured.value) };
  await fetch(`${address}?${new URLSearchParams(code)}`, { headers: repeating });
  await fetch(address, { method: 'POST', headers: repeating, body: new URLSearchParams(code) });
  const behindHash = new URLSearchParams({ access_token: passing.fragment.value, token_type: 'Bearer' });
  await fetch(address, { method: 'POST', headers: { ...headers, Origin: origin }, body: behindHash });
  await screen.until('capture.hit', ({ listener }) => listener.hits === 3);

  const turn = turnOf('authorization_code', 'handed');
  // A listener that belongs to no profile cannot know what is secret in the name of its server.
  await turnTo(screen, world, profileId, turn, '');
  const runId = randomUUID();
  const finished = screen.ask('run.start', { runId, profileId, grant: turn.grant });
  await waitingAt(screen, runId, ({ waiting }) => waiting?.for === 'browser');
  const { url } = await screen.ask('authorization.open', { runId });
  const state = new URL(url ?? '').searchParams.get('state') ?? '';
  const issuer = new URL(url ?? '').href.replace(/\/authorize.*$/s, '');
  await fetch(`${address}?${new URLSearchParams({ code: passing.handed.value, state, iss: issuer })}`, { headers });
  const { hit } = await screen.until('capture.hit', ({ listener }) => listener.hits === 4);
  const { hits } = await screen.ask('capture.list', {});
  for (const one of hits) await screen.ask('capture.read', { id: one.id });
  for (const format of ['har', 'json'] as const) await screen.ask('capture.export', { ids: null, format, secrets: false });
  await screen.ask('capture.findRuns', { id: hit.id });
  await screen.ask('capture.hand', { id: hit.id, runId });
  const view = await finished;
  await screen.ask('capture.stop', { listenerId: id });
  return view;
}
