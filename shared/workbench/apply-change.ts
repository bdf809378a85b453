import type { ProfileChange } from '../model/diagnosis.ts';
import type { EndpointEdits, Profile } from '../model/profile.ts';

/** The profile with the changes of a fix made. `trimSecret` is not for here: the keychain has the secret. */
export function applyChanges(profile: Profile, changes: readonly ProfileChange[]): Profile {
  return changes.reduce(applyChange, profile);
}

function applyChange(profile: Profile, change: ProfileChange): Profile {
  const { server, client, request, limits, proxy } = profile;
  switch (change.kind) {
    case 'basicEncoding':
      return { ...profile, server: { ...server, dialect: { ...server.dialect, basicEncoding: change.value } } };
    case 'authMethod':
      return { ...profile, client: { ...client, authMethod: change.value } };
    case 'clientId':
      return { ...profile, client: { ...client, clientId: change.value } };
    case 'username':
      return { ...profile, request: { ...request, username: change.value } };
    case 'redirectUri':
      return { ...profile, request: { ...request, redirectUri: change.value } };
    case 'issuer':
      return { ...profile, server: { ...server, issuer: change.value } };
    case 'endpoint':
      return { ...profile, server: { ...server, endpoints: { ...server.endpoints, [change.name]: change.value } } };
    case 'pkce':
      return { ...profile, request: { ...request, pkce: change.value } };
    case 'addScope':
      return { ...profile, request: { ...request, scope: [...without(request.scope, change.value), change.value].join(' ') } };
    case 'removeScope':
      return { ...profile, request: { ...request, scope: without(request.scope, change.value).join(' ') } };
    case 'prompt':
      return { ...profile, request: { ...request, openId: { ...request.openId, prompt: change.value } } };
    case 'acrValues':
      return { ...profile, request: { ...request, openId: { ...request.openId, acrValues: change.value } } };
    case 'maxAge':
      return { ...profile, request: { ...request, openId: { ...request.openId, maxAge: change.value } } };
    case 'standardParameter':
      return edited(profile, change.endpoint, ({ parameters, dropped, headers }) => ({
        headers,
        parameters: parameters.filter(({ name }) => name !== change.name),
        dropped: dropped.filter((name) => name !== change.name),
      }));
    case 'dropParameter':
      return edited(profile, change.endpoint, ({ dropped, ...edits }) => ({ ...edits, dropped: [...new Set([...dropped, change.name])] }));
    case 'removeHeader':
      return edited(profile, change.endpoint, ({ headers, ...edits }) => ({
        ...edits,
        headers: headers.filter(({ name }) => name.toLowerCase() !== change.name.toLowerCase()),
      }));
    case 'requestSeconds':
      return { ...profile, limits: { ...limits, requestSeconds: change.value } };
    case 'noProxy':
      return { ...profile, proxy: { ...proxy, kind: 'none' } };
    case 'trimSecret':
      return profile;
  }
}

function without(scope: string, word: string): string[] {
  return scope.split(/\s+/).filter((other) => other !== '' && other !== word);
}

function edited(profile: Profile, endpoint: 'authorization' | 'token', edit: (edits: EndpointEdits) => EndpointEdits): Profile {
  return { ...profile, edits: { ...profile.edits, [endpoint]: edit(profile.edits[endpoint]) } };
}
