import { sensitiveKind } from '../exchange/sensitive-names.ts';
import type { EndpointEdits } from '../model/profile.ts';
import type { ResolvedEdits } from '../model/resolved-profile.ts';
import { isSecretRef, type NamedValue } from '../model/value.ts';
import type { ResolveSources } from './resolve-sources.ts';

/** No changes. */
export const noEdits: ResolvedEdits = { parameters: [], headers: [], dropped: [] };

/** Makes the changes to one endpoint's requests ready. */
export async function resolveEdits(edits: EndpointEdits, endpoint: string, sources: ResolveSources): Promise<ResolvedEdits> {
  return {
    parameters: await resolveNamedValues(edits.parameters, `${endpoint} parameter`, sources),
    headers: await resolveNamedValues(edits.headers, `${endpoint} header`, sources),
    dropped: edits.dropped,
  };
}

/** Makes names and values ready. @param what says in errors what they are. */
export async function resolveNamedValues(
  values: readonly NamedValue[],
  what: string,
  sources: ResolveSources,
): Promise<{ name: string; value: string }[]> {
  const resolved: { name: string; value: string }[] = [];
  // One after the other: a keychain may ask the user for each.
  for (const value of values) resolved.push(await resolveNamedValue(value, what, sources));
  return resolved;
}

async function resolveNamedValue(
  edit: NamedValue,
  what: string,
  { read, fill, reveal }: ResolveSources,
): Promise<{ name: string; value: string }> {
  const name = await fill(edit.name, `The name of a ${what}`);
  const kind = sensitiveKind(name);
  const isSecret = isSecretRef(edit.value);
  const value = isSecretRef(edit.value)
    ? await read(edit.value, kind ?? 'secret', `${what} “${name}”`)
    : await fill(edit.value, `The ${what} “${name}”`);
  // Known by its name, or kept as a secret: a server may echo it, of credentials also without their scheme.
  if (kind !== null && !isSecret) reveal({ kind, value });
  if (kind === 'authorization') reveal({ kind, value: value.replace(/^\S+\s+/, '') });
  return { name, value };
}

/** Whether the user drops this name or gives it another value: then the standard one is not needed. */
export function isReplaced(edits: EndpointEdits, part: 'parameters' | 'headers', name: string): boolean {
  const same = (other: string) => (part === 'headers' ? other.toLowerCase() === name : other === name);
  return edits.dropped.some(same) || edits[part].some((edit) => same(edit.name));
}
