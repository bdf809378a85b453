import type { Client, ClientAuth, DPoPHandle } from 'oauth4webapi';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import { clientIdOnly } from '../protocol/client-authentication/client-id-only.ts';
import { clientAuthentication, clientOf } from '../protocol/client-authentication.ts';
import { dpopHandle } from '../protocol/dpop.ts';
import { withStandIns } from '../protocol/stand-ins.ts';
import type { RunContext } from './run-context.ts';

/** Who asks in a run, and with what proofs: the same for every endpoint. */
export interface RunParties {
  readonly client: Client;
  readonly authenticate: ClientAuth;
  /** Null where possession of a key is not proved. */
  readonly dpop: DPoPHandle | null;
  /** The profile, with something in place of what the user replaces by hand. */
  readonly asked: ResolvedProfile;
}

/**
 * Puts together who asks. What is missing is said here, before anybody is asked to sign in.
 *
 * @param authenticates whether the client has to prove who it is; else the token alone speaks
 * @throws AppError `INPUT_*`
 */
export async function runParties({ ports, request }: RunContext, authenticates = true): Promise<RunParties> {
  const asked = withStandIns(request.profile);
  const client = authenticates ? clientOf(asked) : { client_id: asked.client.clientId };
  return {
    client,
    authenticate: authenticates ? clientAuthentication(asked, ports.clock) : clientIdOnly(asked, ports.clock),
    dpop: await dpopHandle(asked.request.protection, client.client_id),
    asked,
  };
}
