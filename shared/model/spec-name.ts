/** Names of documents and their sections. Apart from the schema, so that a screen can cite without loading it. */
import type { SpecLink } from './spec-link.ts';

/** Names a section of an RFC. */
export function rfc(number: number, section = ''): SpecLink {
  const anchor = section === '' ? '' : `#section-${section}`;
  return { rfc: `RFC ${number}`, section, url: `https://www.rfc-editor.org/rfc/rfc${number}${anchor}` };
}

const openIdDocuments = {
  core: ['OpenID Connect Core 1.0', 'https://openid.net/specs/openid-connect-core-1_0.html'],
  ciba: ['OpenID Connect CIBA Core 1.0', 'https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html'],
  responseTypes: ['OAuth 2.0 Multiple Response Types 1.0', 'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html'],
  jarm: ['JARM', 'https://openid.net/specs/oauth-v2-jarm.html'],
  logout: ['OpenID Connect RP-Initiated Logout 1.0', 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html'],
  discovery: ['OpenID Connect Discovery 1.0', 'https://openid.net/specs/openid-connect-discovery-1_0.html'],
} as const;

/** Names a section of an OpenID Connect document; `anchor` is the fragment of its HTML page. */
export function openId(document: keyof typeof openIdDocuments, section: string, anchor: string): SpecLink {
  const [title, url] = openIdDocuments[document];
  return { rfc: title, section, url: anchor === '' ? url : `${url}#${anchor}` };
}
