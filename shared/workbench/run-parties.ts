import type { Client, ClientAuth, DPoPHandle } from 'oauth4webapi';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
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
 * @throws AppError `INPUT_*`
 */
export async function runParties({ ports, request }: RunContext): Promise<RunParties> {
  const asked = withStandIns(request.profile);
  const client = clientOf(asked);
  return {
    client,
    authenticate: clientAuthentication(asked, ports.clock),
    dpop: await dpopHandle(asked.request.protection, client.client_id),
    asked,
  };
}
