import type { ResolvedEdits } from '../model/resolved-profile.ts';
import type { EditFacts } from '../verdicts/facts.ts';

/** Parameters of each message that protect the flow, and the header that carries the client's proof. */
const protecting = {
  authorization: ['response_type', 'client_id', 'redirect_uri', 'state', 'nonce', 'code_challenge', 'code_challenge_method'],
  callback: ['code', 'state', 'iss', 'access_token', 'id_token', 'response'],
  token: ['grant_type', 'client_id', 'client_secret', 'code', 'code_verifier', 'redirect_uri', 'refresh_token', 'username', 'password'],
} as const;

/** What of a request that protects the flow the user took out or changed; null where nothing. */
export function changedSecurity(edits: ResolvedEdits, endpoint: keyof typeof protecting): EditFacts | null {
  const names: readonly string[] = protecting[endpoint];
  const isProtecting = (name: string) =>
    names.includes(name) || (endpoint === 'token' && ['authorization', 'dpop'].includes(name.toLowerCase()));
  const dropped = edits.dropped.filter(isProtecting);
  const given = [...edits.parameters.filter(({ name }) => names.includes(name)), ...edits.headers.filter(({ name }) => isProtecting(name))];
  const changed = [...new Set(given.map(({ name }) => name))].filter((name) => !dropped.includes(name));
  return dropped.length + changed.length === 0 ? null : { dropped, changed, at: endpoint };
}
