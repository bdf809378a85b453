import { usesRedirect } from '../model/grant-traits.ts';
import type { AuthMethod, Profile } from '../model/profile.ts';
import type { ResolvedClient } from '../model/resolved-profile.ts';
import { isReplaced, resolveNamedValues } from './resolve-edits.ts';
import { type ResolveSources, readIfNamed } from './resolve-sources.ts';

/** What proves the client, by method. `header`: in the Authorization header; `body`: as a parameter of that name. */
const proofs: Record<AuthMethod, { secret: boolean; key: boolean; header?: true; body?: string }> = {
  client_secret_basic: { secret: true, key: false, header: true },
  client_secret_post: { secret: true, key: false, body: 'client_secret' },
  client_secret_jwt: { secret: true, key: false, body: 'client_assertion' },
  private_key_jwt: { secret: false, key: true, body: 'client_assertion' },
  tls_client_auth: { secret: false, key: false },
  self_signed_tls_client_auth: { secret: false, key: false },
  none: { secret: false, key: false },
  custom: { secret: false, key: false },
};

/** Makes the client ready: only the proofs that this run sends are read. */
export async function resolveClient(profile: Profile, sources: ResolveSources): Promise<ResolvedClient> {
  const { client, edits } = profile;
  const { read, fill } = sources;
  const proof = proofs[client.authMethod];
  const replaced =
    (proof.header === true && isReplaced(edits.token, 'headers', 'authorization')) ||
    (proof.body !== undefined && isReplaced(edits.token, 'parameters', proof.body));
  const signs = signsWith(profile);
  const wantsSecret = (proof.secret && !replaced) || signs === 'secret';
  const wantsKey = (proof.key && !replaced) || signs === 'key';
  return {
    clientId: await fill(client.clientId, 'The client id'),
    authMethod: client.authMethod,
    clientSecret: wantsSecret ? await read(client.clientSecret, 'client_secret', 'client secret') : null,
    signingKey: wantsKey ? await read(client.signingKey, 'secret', 'signing key') : null,
    signingKeyPassphrase: wantsKey
      ? await readIfNamed(sources, client.signingKeyPassphrase, 'password', 'passphrase of the signing key')
      : null,
    signingAlg: client.signingAlg.trim(),
    signingKid: (await fill(client.signingKid, 'The key id')).trim(),
    assertionAudience: client.assertionAudience,
    customAudience:
      client.assertionAudience === 'custom' ? (await fill(client.customAudience, 'The audience of the assertion')).trim() : '',
    // No run of a grant needs it; managing the client reads it by itself.
    registration: null,
    decryptionKey: await readIfNamed(sources, client.decryptionKey, 'secret', 'decryption key'),
    ...(client.authMethod === 'custom'
      ? {
          customHeaders: await resolveNamedValues(client.customHeaders, 'client authentication header', sources),
          customParameters: await resolveNamedValues(client.customParameters, 'client authentication parameter', sources),
        }
      : { customHeaders: [], customParameters: [] }),
  };
}

/** With what the run signs something other than its client authentication: a request object, a built assertion. */
function signsWith({ grant, client, request }: Profile): 'key' | 'secret' | 'nothing' {
  const signs = (usesRedirect(grant) && request.protection.jar) || (grant === 'jwt_bearer' && request.assertion.source === 'built');
  if (!signs) return 'nothing';
  return client.signingAlg.startsWith('HS') ? 'secret' : 'key';
}
