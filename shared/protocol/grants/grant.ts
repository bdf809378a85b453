import type { AuthorizationServer, Client, ClientAuth, JweDecryptFunction, TokenEndpointRequestOptions } from 'oauth4webapi';
import type { GrantType } from '../../model/profile.ts';
import type { ResolvedRequest } from '../../model/resolved-profile.ts';

/** The grants that ask the token endpoint. */
export type TokenGrant = Exclude<GrantType, 'implicit'>;

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
  readonly request: ResolvedRequest;
  /** Of the grants that come by a redirect; else null. */
  readonly redeem: CodeToRedeem | null;
  /** `device_code` or `auth_req_id`, of the grants in which the user answers on another device; else null. */
  readonly handle: string | null;
  readonly options: TokenEndpointRequestOptions;
}

/** What reading an answer strictly takes. */
export interface StrictCall extends Omit<TokenCall, 'options' | 'authenticate'> {
  /** Opens an ID token that the server encrypted for this client. */
  readonly decryptIdToken: JweDecryptFunction;
}

/** One grant: how it asks, and how a client that allows no deviation reads the answer. */
export interface Grant {
  /** What travels, in few words, for the picture of the run. */
  label(call: Pick<TokenCall, 'request' | 'redeem'>): string;
  /** @throws AppError `INPUT_*` where something the grant cannot do without is missing */
  send(call: TokenCall): Promise<Response>;
  /** Rejects with what `oauth4webapi` finds wrong. */
  readStrictly(call: StrictCall, response: Response): Promise<unknown>;
}

/**
 * What nearly every grant may ask for: `scope`, where the tokens are to be used, and in what detail. A
 * name may stand more than once.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8707#section-2.2
 * @see https://www.rfc-editor.org/rfc/rfc9396#section-6
 */
export function wishParameters({ scope, resources, audiences, authorizationDetails }: ResolvedRequest): URLSearchParams {
  return new URLSearchParams([
    ...(scope === '' ? [] : [['scope', scope]]),
    ...resources.map((resource) => ['resource', resource]),
    ...audiences.map((audience) => ['audience', audience]),
    ...(authorizationDetails === '' ? [] : [['authorization_details', authorizationDetails]]),
  ]);
}

/** The same for a request that redeems what was asked for before: only where the tokens are to be used may be said again. */
export function resourceParameters({ resources }: ResolvedRequest): URLSearchParams {
  return new URLSearchParams(resources.map((resource) => ['resource', resource]));
}
