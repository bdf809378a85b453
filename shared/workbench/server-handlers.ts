import type { Handlers } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import { sealExchange } from '../exchange/seal-exchange.ts';
import { maskSecretsDeep } from '../exchange/sealed-text.ts';
import { type Profile, profile } from '../model/profile.ts';
import { discover } from '../protocol/discovery.ts';
import { maskError } from './run-masking.ts';
import { profileOf, type WorkbenchContext } from './workbench-context.ts';

type ServerHandlers = Pick<Handlers, 'server.discover'>;

/** What a server says about itself. */
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
        endpointCount: endpoints.length,
        exchanges: exchanges.map((exchange) => sealExchange(exchange, knownSecrets).template),
        error: error && maskError(error.toData(), knownSecrets),
      };
    },
  };
}

/** The part of a profile that discovery needs, so that no other secret is read and none can be missing. */
function serverOnly({ id, name, server, tls, proxy, limits }: Profile): Profile {
  const client = { authMethod: 'none' } as const;
  return profile.parse({ id, name, grant: 'client_credentials', server: { ...server, endpoints: {} }, client, tls, proxy, limits });
}
