import { grantTraits, usesRedirect } from '../../shared/model/grant-traits.ts';
import { isNativeRedirect } from '../../shared/model/redirect-place.ts';
import { type ClientMetadata, readClientMetadata } from '../../shared/protocol/client-metadata.ts';
import { withoutPort } from '../../shared/workbench/registered-profile.ts';
import type { RegisterOptions } from '../register.ts';
import { grantNamed } from '../token/choices.ts';
import { textOrFile } from '../token/read-secret.ts';
import { given } from '../token/request-from-options.ts';

/**
 * The client metadata that the options name, and nothing else.
 *
 * @throws AppError `INPUT_*`
 */
export function metadataFromOptions(options: RegisterOptions): ClientMetadata {
  const { metadata, jwks, softwareStatement } = options;
  return {
    ...(metadata !== undefined && readClientMetadata(textOrFile(metadata, '--metadata'))),
    ...given({
      client_name: options.clientName,
      redirect_uris: options.redirectUri?.map(withoutPort),
      post_logout_redirect_uris: options.postLogoutRedirectUri?.map(withoutPort),
      grant_types: options.grantType?.map(wireName),
      response_types: options.responseType,
      token_endpoint_auth_method: options.authMethod,
      scope: options.scope,
      application_type: options.applicationType,
      jwks_uri: options.jwksUri,
      jwks: jwks === undefined ? undefined : readClientMetadata(textOrFile(jwks, '--jwks')),
      software_statement: softwareStatement === undefined ? undefined : textOrFile(softwareStatement, '--software-statement').trim(),
    }),
  };
}

/**
 * What follows for a new client where nothing is said: no redirect for grants that have none, and `native` for
 * one that comes back to this machine. A server would take the defaults of a web application instead.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 */
export function withConsequences(metadata: ClientMetadata): ClientMetadata {
  const { grant_types: types, redirect_uris: uris } = metadata;
  const stays = Array.isArray(types) && !types.some((type) => typeof type !== 'string' || mayRedirect(type));
  const onThisMachine = Array.isArray(uris) && uris.some((uri) => typeof uri === 'string' && isNativeRedirect(uri));
  return { ...(stays && { response_types: [], redirect_uris: [] }), ...(onThisMachine && { application_type: 'native' }), ...metadata };
}

/** Whether a grant may bring the user's browser back. One that nobody here knows might. */
function mayRedirect(type: string): boolean {
  const named = grantNamed(type);
  return named === 'extension' ? !URL.canParse(type) : usesRedirect(named);
}

/** A grant by its short name becomes what stands on the wire. */
function wireName(type: string): string {
  const named = grantNamed(type);
  return named === 'extension' ? type : (grantTraits[named].wireName ?? type);
}
