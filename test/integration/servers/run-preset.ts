import { type ProfileInput, profile } from '../../../shared/model/profile.ts';
import type { FlowPorts } from '../../../shared/ports.ts';
import { builtInPresets } from '../../../shared/servers/built-in-presets.ts';
import { fillPreset } from '../../../shared/servers/fill-preset.ts';
import { resolveProfile } from '../../../shared/workbench/resolve-profile.ts';
import type { RunObserver } from '../../../shared/workbench/run-grant.ts';
import { type Ran, run } from '../grants/flow.ts';

/** What a user adds to a preset. Secrets are values here; the profile refers to them as it does in the workbench. */
export interface PresetWishes {
  readonly preset: string;
  readonly server: string;
  readonly grant: NonNullable<ProfileInput['grant']>;
  readonly client: { readonly clientId: string; readonly authMethod?: 'client_secret_basic' | 'client_secret_post' };
  readonly request?: { readonly scope?: string; readonly username?: string };
  readonly dialect?: { readonly basicEncoding: 'form' | 'raw' };
  readonly secrets: {
    readonly clientSecret?: string;
    readonly password?: string;
    readonly refreshToken?: string;
    readonly tokenKey?: string;
  };
}

/** From a preset to the end of a run, by the way every host goes. */
export async function runPreset(
  ports: FlowPorts,
  wishes: PresetWishes,
  onAuthorization?: RunObserver['authorizationRequested'],
): Promise<Ran> {
  const preset = builtInPresets.find(({ id }) => id === wishes.preset);
  if (preset === undefined) throw new Error(`no preset ${wishes.preset}`);
  const base = fillPreset(preset, { server: wishes.server });
  const { secrets } = wishes;
  const reference = (name: keyof typeof secrets) => (secrets[name] === undefined ? null : { secret: name });
  const saved = profile.parse({
    id: crypto.randomUUID(),
    name: preset.name,
    grant: wishes.grant,
    server: { ...base.server, dialect: { ...base.server.dialect, ...wishes.dialect }, tokenKey: reference('tokenKey') },
    client: { ...base.client, ...wishes.client, clientSecret: reference('clientSecret') },
    request: { ...base.request, ...wishes.request, password: reference('password'), refreshToken: reference('refreshToken') },
  });
  const ready = await resolveProfile(
    saved,
    null,
    async (_owner, field) => secrets[field as keyof typeof secrets] ?? null,
    async () => '',
  );
  return run(ports, ready, onAuthorization);
}

/** The parameters of a form body that went over the wire. */
export function sentForm(ran: Ran): URLSearchParams {
  const index = ran.record.view.steps.findIndex(({ name }) => name === 'token');
  const body = ran.record.view.steps[index]?.exchange?.request.body?.text ?? [];
  const values = ran.record.sealed.exchanges[index]?.values ?? [];
  return new URLSearchParams(body.map((part) => (typeof part === 'string' ? part : (values[part.sealed] ?? ''))).join(''));
}
