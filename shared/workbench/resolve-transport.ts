import type { Profile } from '../model/profile.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import { type ResolveSources, readIfNamed } from './resolve-sources.ts';

/** Makes TLS and proxy settings ready: they hold for every request of the profile. */
export async function resolveTransport({ tls, proxy }: Profile, sources: ResolveSources): Promise<Pick<ResolvedProfile, 'tls' | 'proxy'>> {
  const { fill } = sources;
  const byUrl = proxy.kind === 'url';
  return {
    tls: {
      ...tls,
      certificateKey: tls.pfx === null ? await readIfNamed(sources, tls.certificateKey, 'secret', 'key of the client certificate') : null,
      pfx: await readIfNamed(sources, tls.pfx, 'secret', 'PKCS#12 file'),
      pfxPassphrase: await readIfNamed(sources, tls.pfxPassphrase, 'password', 'passphrase of the client certificate'),
    },
    proxy: {
      kind: proxy.kind,
      url: byUrl ? (await fill(proxy.url, 'The proxy')).trim() : '',
      username: byUrl ? await fill(proxy.username, 'The user name of the proxy') : '',
      password: byUrl ? await readIfNamed(sources, proxy.password, 'password', 'password of the proxy') : null,
    },
  };
}
