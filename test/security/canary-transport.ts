import { createPrivateKey, randomUUID } from 'node:crypto';
import { type ProfileInput, profile } from '../../shared/model/profile.ts';
import type { RunView } from '../../shared/model/run.ts';
import { startMtlsServer } from '../fixtures/mtls-server.ts';
import { makePkcs12 } from '../fixtures/pkcs12.ts';
import { type Canary, foundCanary, makeCanary } from './canary.ts';
import type { CanaryWorld } from './canary-scenario.ts';
import type { Screen } from './screen.ts';

/** Secrets of the way to the server. */
export const transport = {
  proxy: makeCanary('proxy password'),
  passphrase: makeCanary('passphrase of a PKCS#12 file and of a PEM key'),
  wrong: makeCanary('wrong passphrase'),
} as const satisfies Record<string, Canary>;

/** What came of the runs: how each ended, and what else must not be seen. */
export interface TransportRuns {
  readonly views: readonly RunView[];
  readonly canaries: readonly Canary[];
}

/** Runs through a proxy that repeats everything, and with client certificates behind passphrases, right and wrong ones. */
export async function runThroughTransport(screen: Screen, { server }: CanaryWorld): Promise<TransportRuns> {
  const mtls = await startMtlsServer();
  const { cert, key } = mtls.byAuthority;
  const pfx = makePkcs12(mtls.byAuthority, transport.passphrase.value).toString('base64');
  const encrypted = createPrivateKey(key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: transport.passphrase.value,
  });
  const views: RunView[] = [];
  const run = async (input: Omit<ProfileInput, 'id' | 'name'>, secrets: Readonly<Record<string, string>>) => {
    const id = randomUUID();
    for (const [field, value] of Object.entries(secrets)) await screen.ask('secret.set', { owner: id, field, value });
    await screen.ask('profile.save', {
      profile: profile.parse({ grant: 'client_credentials', id, name: `Transport ${views.length}`, ...input }),
    });
    views.push(await screen.ask('run.start', { runId: randomUUID(), profileId: id, grant: 'client_credentials' }));
  };

  for (const token of ['tokens', 'refusesInBase64', 'page', 'redirects'] as const) {
    await run(
      {
        server: { kind: 'issuer', issuer: server.issuer(`proxied-${token}`, { token }) },
        client: { clientId: 'client', authMethod: 'none' },
        proxy: { kind: 'url', url: `http://127.0.0.1:${server.port}`, username: 'ann', password: { secret: 'proxy_password' } },
      },
      { proxy_password: transport.proxy.value },
    );
  }
  const bound = (tls: ProfileInput['tls']): Omit<ProfileInput, 'id' | 'name'> => ({
    server: { kind: 'issuer', issuer: mtls.issuer },
    client: { clientId: 'by-authority', authMethod: 'tls_client_auth' },
    request: { scope: 'api:read' },
    tls: { ca: mtls.ca, ...tls },
    proxy: { kind: 'none' },
  });
  const inFile = bound({ pfx: { secret: 'pfx' }, pfxPassphrase: { secret: 'passphrase' } });
  const asPem = bound({ certificate: cert, certificateKey: { secret: 'key' }, pfxPassphrase: { secret: 'passphrase' } });
  for (const passphrase of [transport.passphrase.value, transport.wrong.value]) {
    await run(inFile, { pfx, passphrase });
    await run(asPem, { key: String(encrypted), passphrase });
  }
  // Something that is neither, with the secret in the place of it.
  await run(inFile, { pfx: transport.wrong.value, passphrase: transport.passphrase.value });
  await run(asPem, { key: transport.wrong.value, passphrase: transport.passphrase.value });
  await mtls.close();

  const line = (text: string, index: number) => text.split('\n')[index] ?? '';
  return {
    views,
    canaries: [
      ...Object.values(transport),
      foundCanary('key of the client certificate', line(key, 2)),
      foundCanary('encrypted key of the client certificate', line(String(encrypted), 4)),
      foundCanary('PKCS#12 file', pfx.slice(400, 464)),
    ],
  };
}
