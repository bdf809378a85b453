import type { AuthorizationServer, Client, ClientAuth, TokenEndpointRequestOptions } from 'oauth4webapi';
import type { ResolvedProfile } from '../../model/resolved-profile.ts';

/** What redeeming an authorization code takes, beside the profile. */
export interface CodeToRedeem {
  readonly code: string;
  readonly redirectUri: string;
  /** Null where PKCE is off. */
  readonly verifier: string | null;
  /** Null where none was sent, or more than one. */
  readonly nonce: string | null;
}

/** Everything a grant needs to ask for tokens. */
export interface TokenCall {
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly authenticate: ClientAuth;
  readonly request: ResolvedProfile['request'];
  /** Null in every grant but `authorization_code`. */
  readonly redeem: CodeToRedeem | null;
  readonly options: TokenEndpointRequestOptions;
}

/** One grant: how it asks, and how a client that allows no deviation reads the answer. */
export interface Grant {
  /** What travels, in few words, for the picture of the run. */
  label(call: Pick<TokenCall, 'request' | 'redeem'>): string;
  /** @throws AppError `INPUT_*` where something the grant cannot do without is missing */
  send(call: TokenCall): Promise<Response>;
  /** Rejects with what `oauth4webapi` finds wrong. */
  readStrictly(call: Omit<TokenCall, 'options' | 'authenticate'>, response: Response): Promise<unknown>;
}

/** `scope` where one is asked for. */
export function scopeParameter({ scope }: ResolvedProfile['request']): Record<string, string> {
  return scope === '' ? {} : { scope };
}
