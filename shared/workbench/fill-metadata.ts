import type { KnownSecret } from '../model/resolved-profile.ts';
import type { Environment } from '../model/workspace.ts';
import type { ClientMetadata } from '../protocol/client-metadata.ts';
import { variableFiller } from './fill-variables.ts';
import type { ReadSecret } from './resolve-sources.ts';

/**
 * Client metadata with its `{{variables}}` filled in, wherever in it they stand, and the secret ones among them.
 *
 * @throws AppError `INPUT_VARIABLE`, `INPUT_MISSING_SECRET`, `KEYCHAIN_*`
 */
export async function fillMetadata(
  metadata: ClientMetadata,
  environment: Environment | null,
  secret: ReadSecret,
): Promise<{ readonly metadata: ClientMetadata; readonly secrets: readonly KnownSecret[] }> {
  const secrets: KnownSecret[] = [];
  const fill = variableFiller(environment, secret, (known) => void secrets.push(known));
  const filled = async (value: unknown): Promise<unknown> => {
    if (typeof value === 'string') return fill(value, 'The client metadata');
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return Promise.all(value.map(filled));
    const members = await Promise.all(Object.entries(value).map(async ([name, member]) => [name, await filled(member)] as const));
    return Object.fromEntries(members);
  };
  return { metadata: (await filled(metadata)) as ClientMetadata, secrets };
}
