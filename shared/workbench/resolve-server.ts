import { AppError } from '../errors.ts';
import type { Endpoints, Profile } from '../model/profile.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import { type ResolveSources, readIfNamed } from './resolve-sources.ts';

/** Makes the server ready. @throws AppError `INPUT_URL`, `INPUT_VARIABLE` */
export async function resolveServer(
  { server, name }: Profile,
  sources: ResolveSources,
  playgroundIssuer: () => Promise<string>,
): Promise<ResolvedProfile['server']> {
  const { fill } = sources;
  const { dialect } = server;
  const secret = await readIfNamed(sources, server.tokenKey, 'secret', 'token verification key');
  const tokenKey = secret === null ? null : { secret, encoding: server.tokenKeyEncoding };
  if (server.kind === 'playground') return { issuer: await playgroundIssuer(), endpoints: {}, dialect, tokenKey };
  const endpoints: Partial<Endpoints> = {};
  for (const field of Object.keys(server.endpoints) as (keyof Endpoints)[]) {
    const entered = server.endpoints[field];
    if (entered !== '') endpoints[field] = (await fill(entered, `The endpoint ${field}`)).trim();
  }
  if (server.kind === 'endpoints') return { issuer: '', endpoints, dialect, tokenKey };
  const issuer = (await fill(server.issuer, 'The issuer')).trim();
  if (issuer === '') {
    throw new AppError('INPUT_URL', {
      message: `“${name}” names no issuer.`,
      hint: 'Enter the issuer of the server, or its endpoints by hand.',
    });
  }
  return { issuer, endpoints, dialect, tokenKey };
}
