import { createHttpPort } from '../../node/http/undici-http-port.ts';
import { AppError } from '../../shared/errors.ts';
import { type SealedExchange, sealExchange } from '../../shared/exchange/seal-exchange.ts';
import type { MetadataReading, MetadataStandard } from '../../shared/model/metadata-reading.ts';
import { type Profile, profile } from '../../shared/model/profile.ts';
import type { ResolvedProfile } from '../../shared/model/resolved-profile.ts';
import type { SecretRef } from '../../shared/model/value.ts';
import type { HttpPort } from '../../shared/ports.ts';
import { discover } from '../../shared/protocol/discovery.ts';
import { discoverResource } from '../../shared/protocol/resource-metadata.ts';
import { readMetadata, readResourceMetadata } from '../../shared/servers/metadata/read-metadata.ts';
import { resolveProfile } from '../../shared/workbench/resolve-profile.ts';
import { reachOnly, serverOnly } from '../../shared/workbench/server-only.ts';
import type { DiscoverOptions } from '../discover.ts';
import { type ExitCode, exitCodeFor } from '../exit-code.ts';
import { printProblem } from '../failure.ts';
import { writeLine } from '../output.ts';
import { readSecrets } from '../token/read-secret.ts';
import type { SavedProfile } from '../token/saved-profile.ts';
import { exchangeOf } from '../token/token-document.ts';
import { passphraseForms, transportFrom } from '../token/transport-options.ts';
import { untilStopped } from '../until-stopped.ts';
import { metadataText } from './print-metadata.ts';

/** What was found out, whichever of the two was asked. */
interface Found {
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly reading: MetadataReading | null;
  readonly exchanges: readonly SealedExchange[];
  readonly error: AppError | null;
}

/**
 * Reads the metadata of a server or a resource, and prints it readable and judged.
 *
 * @returns 0; 4 where `--require` names a standard one of whose MUSTs is not met; the code of the error otherwise
 * @throws AppError for input and stored data that cannot be used
 */
export async function runDiscover(issuer: string | undefined, options: DiscoverOptions): Promise<ExitCode> {
  requireConsistent(issuer, options);
  const cancel = new AbortController();
  const http = createHttpPort();
  const saved = options.profile === undefined ? null : await openSaved(options.profile, options.dataDir);
  try {
    const { described, secrets } = describe(issuer, options, saved?.profile ?? null);
    void untilStopped().then(() => cancel.abort());
    const resolved = await resolveProfile(
      described,
      saved?.environment ?? null,
      async (owner, field) => secrets.get(field) ?? (await saved?.secret(owner, field)) ?? null,
      async () => (saved === null ? '' : await saved.playgroundIssuer()),
    );
    const found = await ask(http, resolved, options.resource, cancel.signal);
    return await tell(found, options, cancel.signal.aborted);
  } finally {
    await Promise.all([http.close(), saved?.close()]);
  }
}

async function ask(http: HttpPort, resolved: ResolvedProfile, resource: string | undefined, signal: AbortSignal): Promise<Found> {
  const seal = (exchange: Parameters<typeof sealExchange>[0]) => sealExchange(exchange, resolved.knownSecrets);
  if (resource === undefined) {
    const { metadata, exchanges, error } = await discover(http, resolved, signal);
    return { metadata, reading: metadata && readMetadata(metadata), exchanges: exchanges.map(seal), error };
  }
  const { metadata, exchange, error } = await discoverResource(http, resolved, { resource, metadataUrl: null }, signal);
  return { metadata, reading: metadata && readResourceMetadata(metadata), exchanges: exchange === null ? [] : [seal(exchange)], error };
}

async function tell({ metadata, reading, exchanges, error }: Found, options: DiscoverOptions, cancelled: boolean): Promise<ExitCode> {
  const findings = reading?.findings ?? [];
  if (options.json) {
    const document = {
      ok: error === null,
      metadata,
      findings,
      steps: exchanges.map(({ template, sealed }) => ({
        name: options.resource === undefined ? 'discovery' : 'resource_metadata',
        exchange: exchangeOf(template, options.showSecrets ? sealed : null),
      })),
      ...(error !== null && { error: error.toData() }),
    };
    await writeLine(process.stdout, JSON.stringify(document));
  } else {
    if (reading !== null) await writeLine(process.stdout, metadataText(reading));
    if (error !== null) await printProblem(error.toData(), error.cause);
  }
  if (cancelled) return 130;
  if (error !== null) return exitCodeFor(error.code);
  return options.require !== undefined && isUnmet(findings, options.require) ? 4 : 0;
}

function isUnmet(findings: MetadataReading['findings'], required: MetadataStandard): boolean {
  return findings.some(({ standard, level }) => standard === required && level === 'fail');
}

/** Nothing of the stores is even loaded without a saved profile. */
async function openSaved(name: string, folder: string | undefined): Promise<SavedProfile> {
  const { openSavedProfile } = await import('../token/saved-profile.ts');
  return openSavedProfile(name, folder);
}

/** The profile that says whom to ask, and how they are reached; and the secrets among the options. */
function describe(
  issuer: string | undefined,
  options: DiscoverOptions,
  base: Profile | null,
): { described: Profile; secrets: ReadonlyMap<string, string> } {
  const secrets = new Map<string, string>();
  const keep = (field: string, value: string): SecretRef => {
    secrets.set(`command-line/${field}`, value);
    return { secret: `command-line/${field}` };
  };
  const [passphrase] = readSecrets([passphraseForms(options)], process.env);
  const start = base ?? profile.parse({ id: crypto.randomUUID(), name: 'Command line' });
  const described = profile.parse({
    ...start,
    ...(issuer !== undefined && { server: { kind: 'issuer', issuer } }),
    ...transportFrom(options, passphrase, keep, start),
    limits: { ...start.limits, ...(options.timeout !== undefined && { requestSeconds: options.timeout }) },
  });
  return { described: options.resource === undefined ? serverOnly(described) : reachOnly(described), secrets };
}

function requireConsistent(issuer: string | undefined, { resource, profile: name }: DiscoverOptions): void {
  const wrong = (message: string, hint: string) => new AppError('INPUT_INVALID', { message, hint });
  if (issuer !== undefined && resource !== undefined)
    throw wrong('Give an issuer or --resource, not both.', 'Ask for one after the other.');
  if (issuer === undefined && resource === undefined && name === undefined)
    throw wrong(
      'The server is missing.',
      'Give its issuer as the first argument, a saved profile with --profile, or a resource with --resource.',
    );
}
