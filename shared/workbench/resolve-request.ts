import { grantTraits, usesRedirect } from '../model/grant-traits.ts';
import type { Profile } from '../model/profile.ts';
import type { ResolvedRequest } from '../model/resolved-profile.ts';
import { isReplaced } from './resolve-edits.ts';
import { type ResolveSources, readIfNamed } from './resolve-sources.ts';

/**
 * Makes what a grant asks for ready. Only what the grant sends is filled in and read: a keychain may ask
 * the user for each secret, and what is not used may refer to things that do not exist.
 */
export async function resolveRequest(profile: Profile, sources: ResolveSources): Promise<ResolvedRequest> {
  const { grant, request, edits, server } = profile;
  const { fill, read } = sources;
  const inHeader = server.dialect.passwordGrantUser === 'basic_header';
  const isPasswordReplaced = inHeader
    ? isReplaced(edits.token, 'headers', 'authorization')
    : isReplaced(edits.token, 'parameters', 'password');
  const redirects = usesRedirect(grant);
  const { opens } = grantTraits[grant];
  const sent = (wanted: boolean, parameter: string) => wanted && !isReplaced(edits.token, 'parameters', parameter);
  const ifSent = async (wanted: boolean, text: string, what: string) => (wanted ? fill(text, what) : '');
  return {
    ...request,
    scope: await fill(request.scope, 'The scope'),
    username: await ifSent(grant === 'password', request.username, 'The user name'),
    password: grant === 'password' && !isPasswordReplaced ? await read(request.password, 'password', 'password') : null,
    refreshToken: sent(grant === 'refresh_token', 'refresh_token')
      ? await read(request.refreshToken, 'refresh_token', 'refresh token')
      : null,
    redirectUri: (await ifSent(redirects, request.redirectUri, 'The redirect URI')).trim(),
    resources: await fillAll(request.resources, 'A resource', sources),
    audiences: await fillAll(request.audiences, 'An audience', sources),
    authorizationDetails: (await fill(request.authorizationDetails, 'The authorization details')).trim(),
    openId: await resolveOpenId(profile, redirects || opens === 'backchannel', sources),
    protection: {
      ...request.protection,
      dpopKey: request.protection.dpop ? await readIfNamed(sources, request.protection.dpopKey, 'secret', 'DPoP key') : null,
    },
    exchange: await resolveExchange(profile, sources),
    assertion: await resolveAssertion(profile, sources),
    ciba: await resolveCiba(profile, sources),
    extensionGrantType: (await ifSent(grant === 'extension', request.extensionGrantType, 'The grant type')).trim(),
  };
}

async function fillAll(texts: readonly string[], what: string, { fill }: ResolveSources): Promise<string[]> {
  const filled: string[] = [];
  for (const text of texts) filled.push((await fill(text, what)).trim());
  return filled.filter((text) => text !== '');
}

async function resolveOpenId(
  { request: { openId } }: Profile,
  sends: boolean,
  sources: ResolveSources,
): Promise<ResolvedRequest['openId']> {
  if (!sends) return { claims: '', acrValues: '', prompt: '', maxAge: null, loginHint: '', uiLocales: '', idTokenHint: null, display: '' };
  const { fill } = sources;
  return {
    ...openId,
    claims: (await fill(openId.claims, 'The claims parameter')).trim(),
    acrValues: await fill(openId.acrValues, 'acr_values'),
    prompt: await fill(openId.prompt, 'prompt'),
    loginHint: await fill(openId.loginHint, 'login_hint'),
    uiLocales: await fill(openId.uiLocales, 'ui_locales'),
    idTokenHint: await readIfNamed(sources, openId.idTokenHint, 'id_token', 'ID token hint'),
  };
}

async function resolveExchange(
  { grant, edits, request: { exchange } }: Profile,
  sources: ResolveSources,
): Promise<ResolvedRequest['exchange']> {
  if (grant !== 'token_exchange') return { ...exchange, subjectToken: null, actorToken: null };
  const { fill, read } = sources;
  const subjectSent = !isReplaced(edits.token, 'parameters', 'subject_token');
  return {
    subjectToken: subjectSent ? await read(exchange.subjectToken, 'token', 'subject token') : null,
    subjectTokenType: await fill(exchange.subjectTokenType, 'The type of the subject token'),
    actorToken: await readIfNamed(sources, exchange.actorToken, 'token', 'actor token'),
    actorTokenType: await fill(exchange.actorTokenType, 'The type of the actor token'),
    requestedTokenType: await fill(exchange.requestedTokenType, 'The requested token type'),
  };
}

async function resolveAssertion(
  { grant, edits, request: { assertion } }: Profile,
  sources: ResolveSources,
): Promise<ResolvedRequest['assertion']> {
  const given = grant === 'saml2_bearer' || (grant === 'jwt_bearer' && assertion.source === 'given');
  const sent = given && !isReplaced(edits.token, 'parameters', 'assertion');
  const built = grant === 'jwt_bearer' && assertion.source === 'built';
  return {
    ...assertion,
    given: sent ? await sources.read(assertion.given, 'assertion', 'assertion') : null,
    claims: built ? await sources.fill(assertion.claims, 'The claims of the assertion') : '',
  };
}

async function resolveCiba({ grant, request: { ciba } }: Profile, sources: ResolveSources): Promise<ResolvedRequest['ciba']> {
  if (grant !== 'ciba') return { ...ciba, notificationAddress: '', bindingMessage: '', userCode: null, loginHintToken: null };
  return {
    ...ciba,
    notificationAddress: ciba.mode === 'ping' ? (await sources.fill(ciba.notificationAddress, 'The ping address')).trim() : '',
    bindingMessage: await sources.fill(ciba.bindingMessage, 'The binding message'),
    userCode: await readIfNamed(sources, ciba.userCode, 'secret', 'user code'),
    loginHintToken: await readIfNamed(sources, ciba.loginHintToken, 'token', 'login hint token'),
  };
}
