import { AppError } from '../errors.ts';
import type { Endpoints, ProfileInput } from '../model/profile.ts';
import type { ServerPreset } from '../model/server-preset.ts';

/** What a preset says of a profile. */
export type PresetProfile = Required<Pick<ProfileInput, 'server' | 'client' | 'request'>>;

/**
 * A preset with its placeholders filled in.
 *
 * @param values by the name of the placeholder. `server` may be the whole issuer too: what its pattern adds is taken off.
 * @throws AppError `INPUT_INVALID` for a value that is missing, or that no placeholder is for
 */
export function fillPreset(preset: ServerPreset, values: Readonly<Record<string, string>>): PresetProfile {
  const unknown = Object.keys(values).find((name) => !preset.placeholders.some((placeholder) => placeholder.name === name));
  if (unknown !== undefined) throw noSuchPlaceholder(preset, unknown);
  const filled = new Map(preset.placeholders.map(({ name, standard }) => [name, values[name]?.trim() || standard]));
  const missing = preset.placeholders.find(({ name }) => filled.get(name) === '');
  if (missing !== undefined) {
    throw new AppError('INPUT_INVALID', {
      message: `${preset.name} needs the ${missing.label.toLowerCase()} (${missing.name}).`,
      hint: `Give it, such as ${missing.example}.`,
    });
  }
  const server = filled.get('server');
  if (server !== undefined) filled.set('server', baseOf(server, preset.issuer, filled));
  const fill = (pattern: string) => fillPattern(pattern, filled);
  const endpoints: Partial<Endpoints> = {};
  for (const field of Object.keys(preset.endpoints) as (keyof Endpoints)[]) endpoints[field] = fill(preset.endpoints[field] ?? '');
  return {
    server: {
      kind: preset.issuer === '' ? 'endpoints' : 'issuer',
      issuer: fill(preset.issuer),
      endpoints,
      dialect: preset.dialect,
      preset: preset.id,
    },
    client: { authMethod: preset.authMethods[0] },
    request: preset.request,
  };
}

function fillPattern(pattern: string, values: ReadonlyMap<string, string>): string {
  return pattern.replace(/(?<!\{)\{([a-z-]+)\}(?!\})/g, (whole, name: string) => values.get(name) ?? whole);
}

/** The server's own part of an address, where its whole issuer was pasted. */
function baseOf(address: string, issuerPattern: string, values: ReadonlyMap<string, string>): string {
  const base = address.replace(/\/+$/, '');
  const ending = fillPattern(issuerPattern, new Map([...values, ['server', '']])).replace(/\/+$/, '');
  return issuerPattern.startsWith('{server}') && ending !== '' && base.endsWith(ending) ? base.slice(0, -ending.length) : base;
}

function noSuchPlaceholder({ name, placeholders }: ServerPreset, unknown: string): AppError {
  const known = placeholders.map((placeholder) => placeholder.name).join(', ');
  return new AppError('INPUT_INVALID', {
    message: `${name} has no place for “${unknown}”.`,
    hint: known === '' ? 'Leave it out.' : `It has: ${known}.`,
  });
}
