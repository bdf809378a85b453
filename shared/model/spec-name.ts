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
  registration: ['OpenID Connect Dynamic Client Registration 1.0', 'https://openid.net/specs/openid-connect-registration-1_0.html'],
  session: ['OpenID Connect Session Management 1.0', 'https://openid.net/specs/openid-connect-session-1_0.html'],
  frontChannelLogout: ['OpenID Connect Front-Channel Logout 1.0', 'https://openid.net/specs/openid-connect-frontchannel-1_0.html'],
  backChannelLogout: ['OpenID Connect Back-Channel Logout 1.0', 'https://openid.net/specs/openid-connect-backchannel-1_0.html'],
  prompts: ['Initiating User Registration 1.0', 'https://openid.net/specs/openid-connect-prompt-create-1_0.html'],
  fapi2: ['FAPI 2.0 Security Profile', 'https://openid.net/specs/fapi-security-profile-2_0-final.html'],
} as const;

/** Names a section of an OpenID Connect document; `anchor` is the fragment of its HTML page. */
export function openId(document: keyof typeof openIdDocuments, section: string, anchor: string): SpecLink {
  const [title, url] = openIdDocuments[document];
  return { rfc: title, section, url: anchor === '' ? url : `${url}#${anchor}` };
}

/** Names a section of FAPI 2.0, whose page has an anchor for each. */
export function fapi2(section: string): SpecLink {
  return openId('fapi2', section, `section-${section}`);
}

/** Names a section of the OAuth 2.1 draft. The link follows the newest draft; the sections are those of draft 16. */
export function oauth21(section: string): SpecLink {
  return { rfc: 'OAuth 2.1 (draft)', section, url: `https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-${section}` };
}
