/** What is known in advance about a kind of server: enough to ask it for tokens once it is said where it is. */
import { authMethod } from './client-settings.ts';
import { dialect } from './dialect.ts';
import { endpoints } from './endpoints.ts';
import { grantType, pkceMethod } from './profile.ts';
import { shortText } from './text-limits.ts';
import { z } from './zod.ts';

const words = z.string().trim().min(1).max(2_000);
const webAddress = z.url({ protocol: /^https$/ });

/** One thing that differs from server to server, written `{name}` in the patterns. */
export const presetPlaceholder = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{0,31}$/),
  label: words,
  example: shortText.min(1),
  /** What it is where nothing is said; empty where it must be said. */
  standard: shortText.default(''),
});

/** What surprises people with this server. */
export const presetQuirk = z.strictObject({
  text: words,
  /** The grants it is about; empty for all. */
  grants: z.array(grantType).default([]),
});

/** Documentation or source code that a preset was compared with. */
export const presetSource = z.strictObject({
  text: words,
  url: webAddress,
  /** The day of the comparison, `2026-11-25`. */
  checked: z.iso.date(),
});

export const serverPreset = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    name: z.string().trim().min(1).max(200),
    placeholders: z.array(presetPlaceholder).max(10),
    /** Pattern of the issuer, whose metadata names the endpoints; empty for a server that publishes none. */
    issuer: shortText.default(''),
    /** Patterns of endpoints. Of a server with an issuer only what its metadata leaves out. */
    endpoints: endpoints.partial().default({}),
    /** Patterns of what is no endpoint of OAuth or OpenID Connect, by name. */
    otherEndpoints: z.record(z.string().regex(/^[a-z_]{1,64}$/), shortText).default({}),
    grants: z.array(grantType).min(1),
    /** The first is the usual one. */
    authMethods: z.array(authMethod).min(1),
    dialect: dialect.prefault({}),
    /** What one starts with in the form. */
    request: z.strictObject({ scope: shortText.default(''), pkce: pkceMethod.default('S256') }).prefault({}),
    quirks: z.array(presetQuirk).max(20).default([]),
    /** Where one registers a client, in words and as a page that explains it. */
    registration: z.strictObject({ text: words, url: webAddress }),
    /** What all of the above was compared with, and when. Ours have it; a preset of the user's own need not. */
    source: presetSource.nullable().default(null),
  })
  .superRefine((preset, context) => {
    const known = new Set(preset.placeholders.map(({ name }) => name));
    const patterns = [preset.issuer, ...Object.values(preset.endpoints), ...Object.values(preset.otherEndpoints)];
    if (preset.issuer === '' && !preset.endpoints.tokenEndpoint) {
      context.addIssue({ code: 'custom', path: ['issuer'], message: 'Give the issuer, or the token endpoint.' });
    }
    for (const name of patterns.flatMap(namesIn)) {
      if (!known.has(name))
        context.addIssue({ code: 'custom', path: ['placeholders'], message: `{${name}} is not among the placeholders.` });
    }
  });
export type ServerPreset = z.infer<typeof serverPreset>;

/** Names of the placeholders in a pattern. `{{variables}}` of environments are none. */
function namesIn(pattern: string): string[] {
  return [...pattern.matchAll(/(?<!\{)\{([a-z-]+)\}(?!\})/g)].map(([, name = '']) => name);
}
