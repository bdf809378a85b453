import { AppError } from '../../shared/errors.ts';
import { type SealedExchange, sealExchange } from '../../shared/exchange/seal-exchange.ts';
import type { MetadataReading, MetadataStandard } from '../../shared/model/metadata-reading.ts';
import type { ResolvedProfile } from '../../shared/model/resolved-profile.ts';
import type { HttpPort } from '../../shared/ports.ts';
import { discover } from '../../shared/protocol/discovery.ts';
import { discoverResource } from '../../shared/protocol/resource-metadata.ts';
import { readMetadata, readResourceMetadata } from '../../shared/servers/metadata/read-metadata.ts';
import { reachOnly, serverOnly } from '../../shared/workbench/server-only.ts';
import type { DiscoverOptions } from '../discover.ts';
import { type ExitCode, exitCodeFor } from '../exit-code.ts';
import { printProblem } from '../failure.ts';
import { writeLine } from '../output.ts';
import { withServer } from '../server/with-server.ts';
import { onTerminal } from '../terminal-hint.ts';
import { exchangeOf } from '../token/token-document.ts';
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
  return withServer(options, { issuer }, async ({ ports, profile, resolve, signal }) => {
    const ready = options.resource === undefined ? serverOnly(profile) : reachOnly(profile);
    const found = await ask(ports.http, await resolve(ready), options.resource, signal);
    return tell(found, options, signal.aborted);
  });
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
      ...(error !== null && { error: onTerminal(error.toData()) }),
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
