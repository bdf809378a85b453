import type { PlaygroundFault } from '../../../shared/model/playground.ts';

type Where = 'In the redirect' | 'In the ID token' | 'In the token answer' | 'Instead of a token answer';

interface FaultWords {
  readonly where: Where;
  /** What the server then does. */
  readonly words: string;
}

/** Every way to misbehave, in words; in this order on the screen. */
const faultWords: Readonly<Record<PlaygroundFault, FaultWords>> = {
  wrong_iss: { where: 'In the redirect', words: 'iss names another server' },
  missing_iss: { where: 'In the redirect', words: 'no iss' },
  wrong_state: { where: 'In the redirect', words: 'another state' },
  missing_state: { where: 'In the redirect', words: 'no state' },
  wrong_nonce: { where: 'In the ID token', words: 'another nonce' },
  missing_nonce: { where: 'In the ID token', words: 'no nonce' },
  wrong_at_hash: { where: 'In the ID token', words: 'at_hash of another access token' },
  missing_at_hash: { where: 'In the ID token', words: 'no at_hash' },
  expired_id_token: { where: 'In the ID token', words: 'expired an hour ago' },
  future_id_token: { where: 'In the ID token', words: 'issued in an hour' },
  alg_none: { where: 'In the ID token', words: 'unsigned, alg none' },
  unknown_kid: { where: 'In the ID token', words: 'signed with a key nobody publishes' },
  wrong_audience: { where: 'In the ID token', words: 'for another client' },
  wrong_token_type: { where: 'In the token answer', words: 'token_type mac' },
  scope_reduced: { where: 'In the token answer', words: 'less scope than asked for' },
  refresh_token_reused: { where: 'In the token answer', words: 'a refresh token counts as used twice' },
  slow_down: { where: 'Instead of a token answer', words: 'slow_down, for ever' },
  server_error: { where: 'Instead of a token answer', words: '500' },
  rate_limited: { where: 'Instead of a token answer', words: '429 with Retry-After' },
  html: { where: 'Instead of a token answer', words: 'a login page' },
  broken_json: { where: 'Instead of a token answer', words: 'JSON cut off' },
  empty_body: { where: 'Instead of a token answer', words: 'nothing' },
  slow_body: { where: 'Instead of a token answer', words: 'a body that never ends' },
  redirect: { where: 'Instead of a token answer', words: 'a redirect elsewhere' },
};

interface FaultGroup {
  readonly where: Where;
  readonly faults: readonly { readonly name: PlaygroundFault; readonly words: string }[];
}

const entries = Object.entries(faultWords) as [PlaygroundFault, FaultWords][];

/** The ways to misbehave, by where they show. */
export const faultGroups: readonly FaultGroup[] = Array.from(
  Map.groupBy(entries, ([, { where }]) => where),
  ([where, of]) => ({ where, faults: of.map(([name, { words }]) => ({ name, words })) }),
);
