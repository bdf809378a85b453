import { builtInPresets } from '../shared/servers/built-in-presets.ts';

/** Hosts of the specifications that verdicts, claims and help link to. */
const documentHosts = new Set(['www.rfc-editor.org', 'datatracker.ietf.org', 'openid.net', 'www.iana.org']);

/** What our presets link to: how one registers a client, and what the preset was compared with. */
const presetLinks = new Set(builtInPresets.flatMap(({ registration, source }) => [registration.url, source?.url]));

/**
 * Whether a link of our page may open in the system browser: only https, only the documents we link
 * to ourselves. A link that a server smuggled into an answer leads nowhere.
 */
export function isDocumentLink(link: string): boolean {
  if (presetLinks.has(link)) return true;
  if (!URL.canParse(link)) return false;
  const url = new URL(link);
  return url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '' && documentHosts.has(url.hostname);
}
