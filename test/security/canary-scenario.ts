import { randomUUID } from 'node:crypto';
import { usesRedirect } from '../../shared/model/grant-traits.ts';
import {
  type AuthMethod,
  type GrantType,
  type PkceMethod,
  type ProfileInput,
  profile,
  type ResponseMode,
} from '../../shared/model/profile.ts';
import type { RunView } from '../../shared/model/run.ts';
import { type AuthorizationAnswerName, authorizationAnswers, type TokenAnswerName, tokenAnswers } from '../fixtures/echo-answers.ts';
import { type EchoServer, startEchoServer } from '../fixtures/echo-server.ts';
import { type Canary, foundCanary, makeCanary } from './canary.ts';
import type { Screen } from './screen.ts';
import { visit } from './visit.ts';

/** Every secret a person gives, by the name of its field. */
export const given = {
  client_secret: makeCanary('client secret'),
  password: makeCanary('password'),
  refresh_token: makeCanary('refresh token of the profile'),
  'subject token': makeCanary('subject token'),
  'actor token': makeCanary('actor token'),
  assertion: makeCanary('given assertion'),
  'user code': makeCanary('user code of a backchannel request'),
  'login hint token': makeCanary('login hint token'),
  'token parameter': makeCanary('secret token parameter'),
  'harmless parameter': makeCanary('secret parameter of a harmless name'),
  'authorization parameter': makeCanary('secret authorization parameter'),
  'token header': makeCanary('secret header', 'header'),
  'harmless header': makeCanary('secret header of a harmless name', 'header'),
} as const;

/** Every secret variable of the environment. */
export const variables = {
  scope: makeCanary('secret variable in the scope'),
  tenant: makeCanary('secret variable in the issuer', 'path'),
  host: makeCanary('secret variable in the host', 'host'),
  client: makeCanary('secret variable in the client id'),
} as const;

/** A canary world: secrets that a person gave, and what the server made up meanwhile. */
export interface CanaryWorld {
  readonly server: EchoServer;
  readonly browserCookie: Canary;
  readonly strayCode: Canary;
  /** All that must not be seen, as of now. */
  canaries(): Canary[];
  close(): Promise<void>;
}

/** Starts the echoing server. */
export async function canaryWorld(): Promise<CanaryWorld> {
  const browserCookie = makeCanary('cookie of another program', 'cookie');
  const strayCode = makeCanary('code of a stray redirect');
  const canaries: Canary[] = [...Object.values(given), ...Object.values(variables), browserCookie, strayCode];
  const add = (canary: Canary) => {
    canaries.push(canary);
    return canary.value;
  };
  const server = await startEchoServer(
    (kind) => add(makeCanary(`${kind} of the server`, kind === 'cookie' ? 'cookie' : 'token')),
    (kind, value) => add(foundCanary(kind, value)),
  );
  return { server, browserCookie, strayCode, canaries: () => [...canaries], close: () => server.close() };
}

/** One run of the scenario. */
export interface Turn {
  readonly name: string;
  readonly grant: GrantType;
  readonly authMethod: AuthMethod;
  readonly basicEncoding: 'form' | 'raw';
  readonly pkce: PkceMethod;
  readonly responseMode: ResponseMode | null;
  readonly token: TokenAnswerName;
  readonly authorization: AuthorizationAnswerName;
  readonly signedTokens: boolean;
}

/** The grants that ask the token endpoint of this server, directly or with a code. */
const drivenGrants = [
  'client_credentials',
  'password',
  'authorization_code',
  'refresh_token',
  'token_exchange',
  'jwt_bearer',
  'saml2_bearer',
  'extension',
] as const satisfies readonly GrantType[];

/** The grants that start elsewhere than at the token endpoint, or bring tokens in the redirect: a few turns each. */
const roundaboutGrants = ['device_code', 'ciba', 'implicit', 'hybrid'] as const satisfies readonly GrantType[];

/** Every grant and every answer, the telling ones all against all, the rest taking turns. */
export function turns(): Turn[] {
  const authMethods = ['client_secret_basic', 'client_secret_post', 'client_secret_basic', 'none'] as const;
  const modes = [null, 'query', 'fragment', 'form_post'] as const;
  const pkce = ['S256', 'plain', 'none'] as const;
  let count = 0;
  const turn = (grant: GrantType, token: TokenAnswerName, authorization: AuthorizationAnswerName): Turn => {
    const number = count++;
    return {
      name: `${number}-${grant}-${authorization}-${token}`,
      grant,
      token,
      authorization,
      authMethod: authMethods[number % authMethods.length] ?? 'none',
      basicEncoding: number % 8 < 4 ? 'form' : 'raw',
      pkce: pkce[number % pkce.length] ?? 'S256',
      responseMode: modes[Math.floor(number / 3) % modes.length] ?? null,
      signedTokens: number % 2 === 1,
    };
  };
  const tokenNames = Object.keys(tokenAnswers) as TokenAnswerName[];
  const authorizationNames = Object.keys(authorizationAnswers) as AuthorizationAnswerName[];
  const thorough: readonly TokenAnswerName[] = ['tokens', 'refuses', 'page'];
  return [
    ...tokenNames.flatMap((token, index) => {
      const some = drivenGrants.filter((_, place) => thorough.includes(token) || place % 4 === index % 4);
      return some.map((grant) => turn(grant, token, 'code'));
    }),
    ...roundaboutGrants.flatMap((grant) => (['tokens', 'refuses'] as const).map((token) => turn(grant, token, 'code'))),
    ...authorizationNames.flatMap((authorization) => [1, 2].map(() => turn('authorization_code', 'tokens', authorization))),
  ];
}

/** Enters the variables and chooses their environment. */
export async function enterVariables(screen: Screen): Promise<void> {
  const id = randomUUID();
  await screen.ask('environment.save', {
    environment: { id, name: 'Canaries', variables: Object.keys(variables).map((name) => ({ name, value: { secret: name } })) },
  });
  for (const [name, { value }] of Object.entries(variables)) await screen.ask('secret.set', { owner: id, field: name, value });
  const { settings } = await screen.ask('workspace.read', {});
  await screen.ask('settings.save', { settings: { ...settings, environmentId: id } });
}

/** Enters all secrets of a profile that is yet to be saved. @returns its id */
export async function enterSecrets(screen: Screen): Promise<string> {
  const id = randomUUID();
  for (const [field, { value }] of Object.entries(given)) await screen.ask('secret.set', { owner: id, field, value });
  return id;
}

/** The profile of a turn: everything that can be secret is. */
export function profileOf(turn: Turn, id: string, issuer: string): ProfileInput {
  return {
    id,
    name: turn.name,
    grant: turn.grant,
    server: { kind: 'issuer', issuer, dialect: { basicEncoding: turn.basicEncoding } },
    client: { clientId: 'client {{client}}', authMethod: turn.authMethod, clientSecret: { secret: 'client_secret' } },
    request: {
      scope: 'openid {{scope}}',
      username: 'alice',
      password: { secret: 'password' },
      refreshToken: { secret: 'refresh_token' },
      exchange: { subjectToken: { secret: 'subject token' }, actorToken: { secret: 'actor token' } },
      assertion: { source: 'given', given: { secret: 'assertion' } },
      extensionGrantType: 'urn:example:grant',
      responseType: turn.grant === 'implicit' ? 'id_token token' : 'code id_token token',
      openId: { loginHint: turn.grant === 'ciba' ? 'alice' : '' },
      ciba: {
        mode: 'ping',
        notificationAddress: 'http://127.0.0.1:0/ciba-ping',
        userCode: { secret: 'user code' },
        loginHintToken: { secret: 'login hint token' },
      },
      pkce: turn.pkce,
      // Tokens in the query would end a run before its code is sent.
      responseMode: turn.responseMode === 'query' && turn.grant !== 'authorization_code' ? null : turn.responseMode,
    },
    edits: {
      authorization: { parameters: [{ name: 'login_token', value: { secret: 'authorization parameter' } }] },
      token: {
        parameters: [
          { name: 'api_key', value: { secret: 'token parameter' } },
          { name: 'hint', value: { secret: 'harmless parameter' } },
        ],
        headers: [
          { name: 'X-Api-Key', value: { secret: 'token header' } },
          { name: 'X-Hint', value: { secret: 'harmless header' } },
        ],
      },
    },
    limits: { requestSeconds: 10, browserSeconds: 20 },
  };
}

/** Takes one turn with that profile, playing the user at the browser, and returns the finished run. */
export async function take(
  screen: Screen,
  { server, browserCookie, strayCode }: CanaryWorld,
  profileId: string,
  turn: Turn,
): Promise<RunView> {
  const cookie = `other=${browserCookie.value}`;
  const issuer = `${server.issuer(turn.name, turn)}/t/{{tenant}}`;
  await screen.ask('profile.save', { profile: profile.parse(profileOf(turn, profileId, issuer)) });
  const runId = randomUUID();
  const finished = screen.ask('run.start', { runId, profileId, grant: turn.grant });
  if (turn.grant === 'ciba') await pingFrom(screen, server, turn.name, runId, finished, strayCode.value);
  if (usesRedirect(turn.grant)) {
    const waiting = screen.until('run.stepped', (event) => event.runId === runId && event.step.status === 'waiting');
    // A run that failed before it came to the browser is for the caller to look at.
    if (!(await Promise.race([waiting.then(() => true), finished.then(() => false)]))) return finished;
    const { url } = await screen.ask('authorization.open', { runId });
    await strayHits(url ?? '', cookie, strayCode.value);
    const { page } = await visit(url ?? '', { cookie });
    screen.transcript.shown('landing page', page);
  }
  return finished;
}

/** The server tells that the user has answered; somebody else had tried to before. */
async function pingFrom(
  screen: Screen,
  server: EchoServer,
  run: string,
  runId: string,
  finished: Promise<unknown>,
  stray: string,
): Promise<void> {
  const waiting = screen.until('run.stepped', (event) => event.runId === runId && event.step.waiting?.pingAt !== undefined);
  const event = await Promise.race([waiting, finished.then(() => null)]);
  const address = event?.step.waiting?.pingAt;
  if (address === undefined) return;
  const body = JSON.stringify({ auth_req_id: stray, code: stray });
  await fetch(address, { method: 'POST', headers: { Authorization: `Bearer ${encodeURIComponent(stray)}` }, body });
  if ((await server.ping(run, address)) !== 204) throw new Error('The ping was not taken');
}

/** What else reaches a redirect listener: other programs, and redirects that are somebody else's. */
async function strayHits(authorizationUrl: string, cookie: string, code: string): Promise<void> {
  const redirectUri = new URL(authorizationUrl).searchParams.get('redirect_uri') ?? '';
  const query = new URLSearchParams({ code, state: 'of somebody else' });
  for (const url of [new URL('/elsewhere', redirectUri), `${redirectUri}?${query}`])
    await (await fetch(url, { headers: { Cookie: cookie } })).text();
}
