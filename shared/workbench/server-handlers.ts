import type { Handlers } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import { sealExchange } from '../exchange/seal-exchange.ts';
import { maskSecrets, maskSecretsDeep } from '../exchange/sealed-text.ts';
import { profile } from '../model/profile.ts';
import { discover, issuerOf } from '../protocol/discovery.ts';
import { fetchIssuerKeys, fetchKeySet } from '../protocol/key-set.ts';
import { discoverResource, resourceOf } from '../protocol/resource-metadata.ts';
import { readMetadata, readResourceMetadata } from '../servers/metadata/read-metadata.ts';
import { maskError, maskVerdicts } from './run-masking.ts';
import { reachOnly, serverOnly } from './server-only.ts';
import { profileOf, type WorkbenchContext } from './workbench-context.ts';

type ServerHandlers = Pick<Handlers, 'server.discover' | 'server.discoverResource' | 'server.fetchKeys'>;

/** What a server says about itself, and the keys it publishes. */
export function serverHandlers({ ports, resolve }: WorkbenchContext, closing: AbortSignal): ServerHandlers {
  return {
    'server.discover': async ({ profileId }) => {
      const workspace = await ports.workspace.read();
      const saved = profileOf(workspace, profileId);
      if (saved.server.kind === 'endpoints') {
        throw new AppError('INPUT_INVALID', {
          message: 'This profile has its endpoints by hand: there is nothing to ask.',
          hint: 'Choose “issuer” to read the metadata of a server.',
        });
      }
      const resolved = await resolve(serverOnly(saved), workspace);
      const { metadata, exchanges, error } = await discover(ports.http, resolved, closing);
      const { knownSecrets } = resolved;
      const masked = <T>(data: T) => maskSecretsDeep(data, knownSecrets) as T;
      const endpoints = Object.entries(metadata ?? {}).filter(([name, value]) => name.endsWith('_endpoint') && typeof value === 'string');
      return {
        issuer: masked(resolved.server.issuer),
        metadata: masked(metadata),
        // Of the masked document, since words of ours such as the level `pass` must stay as they are.
        reading: metadata && readMetadata(masked(metadata)),
        endpointCount: endpoints.length,
        exchanges: exchanges.map((exchange) => sealExchange(exchange, knownSecrets).template),
        error: error && maskError(error.toData(), knownSecrets),
      };
    },

    'server.discoverResource': async ({ profileId, resource, metadataUrl = null }) => {
      const workspace = await ports.workspace.read();
      const reach = await resolve(reachOnly(profileOf(workspace, profileId)), workspace);
      const { metadata, exchange, verdicts, error } = await discoverResource(ports.http, reach, { resource, metadataUrl }, closing);
      const { knownSecrets } = reach;
      const shown = metadata && (maskSecretsDeep(metadata, knownSecrets) as Record<string, unknown>);
      return {
        resource: maskSecrets(resourceOf(resource), knownSecrets),
        metadata: shown,
        reading: shown && readResourceMetadata(shown),
        verdicts: [...maskVerdicts(verdicts, knownSecrets)],
        exchanges: exchange === null ? [] : [sealExchange(exchange, knownSecrets).template],
        error: error && maskError(error.toData(), knownSecrets),
      };
    },

    'server.fetchKeys': async ({ source }) => {
      const workspace = await ports.workspace.read();
      const issuer = source.kind === 'issuer' ? issuerOf(source.issuer) : null;
      const known = workspace.profiles.find(({ server }) => server.kind === 'issuer' && issuerOf(server.issuer) === issuer);
      const reach = await resolve(serverOnly(known ?? nobody), workspace);
      const { jwksUri, jwks } =
        source.kind === 'issuer'
          ? await fetchIssuerKeys(ports.http, source.issuer, reach, closing)
          : await fetchKeySet(ports.http, source.jwksUri, reach, closing);
      return { jwksUri, jwks: { ...jwks, keys: [...jwks.keys] } };
    },
  };
}

/** Reaches a server no profile is for, as a profile does that sets nothing. */
const nobody = profile.parse({
  id: '00000000-0000-4000-8000-000000000000',
  name: 'key set',
  grant: 'client_credentials',
  server: { kind: 'endpoints' },
  client: { authMethod: 'none' },
});
