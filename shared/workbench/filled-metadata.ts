import type { ClientMetadata } from '../protocol/client-metadata.ts';
import type { FillVariables } from './fill-variables.ts';

/** Client metadata with its `{{variables}}` filled in, wherever in it they stand. @throws AppError as {@link FillVariables} */
export async function filledMetadata(metadata: ClientMetadata, fill: FillVariables): Promise<ClientMetadata> {
  const filled = async (value: unknown): Promise<unknown> => {
    if (typeof value === 'string') return fill(value, 'The client metadata');
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return Promise.all(value.map(filled));
    const members = await Promise.all(Object.entries(value).map(async ([name, member]) => [name, await filled(member)] as const));
    return Object.fromEntries(members);
  };
  return (await filled(metadata)) as ClientMetadata;
}
