import { z } from './zod.ts';

/** Where a rule comes from: the document, its section, and a link a person can open. */
export const specLink = z.strictObject({
  /** `RFC 6749`, `OpenID Connect Core 1.0` … */
  rfc: z.string(),
  /** `4.1.2.1`; empty where the whole document is meant. */
  section: z.string(),
  url: z.string(),
});
export type SpecLink = z.infer<typeof specLink>;

/** Names a section of an RFC. */
export function rfc(number: number, section = ''): SpecLink {
  const anchor = section === '' ? '' : `#section-${section}`;
  return { rfc: `RFC ${number}`, section, url: `https://www.rfc-editor.org/rfc/rfc${number}${anchor}` };
}

const openIdDocuments = {
  core: ['OpenID Connect Core 1.0', 'https://openid.net/specs/openid-connect-core-1_0.html'],
  discovery: ['OpenID Connect Discovery 1.0', 'https://openid.net/specs/openid-connect-discovery-1_0.html'],
} as const;

/** Names a section of an OpenID Connect document; `anchor` is the fragment of its HTML page. */
export function openId(document: keyof typeof openIdDocuments, section: string, anchor: string): SpecLink {
  const [title, url] = openIdDocuments[document];
  return { rfc: title, section, url: anchor === '' ? url : `${url}#${anchor}` };
}
