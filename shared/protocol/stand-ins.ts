import type { ResolvedEdits, ResolvedProfile } from '../model/resolved-profile.ts';
import { editParameters, onlyValue } from './apply-edits.ts';

/** Stands for a value the user replaces or drops: the library insists on one, and it never goes onto the wire. */
const STAND_IN = 'replaced-by-hand';

/**
 * The profile with something in place of each missing value whose parameter or header the user replaces
 * or drops in the token request, so that only what is really missing is an error.
 */
export function withStandIns(profile: ResolvedProfile): ResolvedProfile {
  const { client, request } = profile;
  const edits = profile.edits.token;
  const instead = (value: string | null, ...names: string[]) =>
    value === null && names.some((name) => isReplaced(edits, name)) ? STAND_IN : value;
  const insteadOfEmpty = (value: string, ...names: string[]) => instead(value === '' ? null : value, ...names) ?? '';
  const clientId = client.clientId === '' ? (onlyValue(editParameters([], edits), 'client_id') ?? '') : client.clientId;
  return {
    ...profile,
    client: {
      ...client,
      clientId: insteadOfEmpty(clientId, 'client_id', 'authorization'),
      clientSecret: instead(client.clientSecret, client.authMethod === 'client_secret_basic' ? 'authorization' : 'client_secret'),
    },
    request: {
      ...request,
      username: insteadOfEmpty(request.username, 'username'),
      password: instead(request.password, 'password'),
      refreshToken: instead(request.refreshToken, 'refresh_token'),
    },
  };
}

function isReplaced({ parameters, headers, dropped }: ResolvedEdits, name: string): boolean {
  if (dropped.some((other) => other === name || (name === 'authorization' && other.toLowerCase() === name))) return true;
  if (name === 'authorization') return headers.some((header) => header.name.toLowerCase() === name);
  return parameters.some((parameter) => parameter.name === name);
}
