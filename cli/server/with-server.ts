import type { Profile, ProfileInput } from '../../shared/model/profile.ts';
import { keptSecrets } from '../token/kept-secrets.ts';
import { parseProfile } from '../token/parse-profile.ts';
import { readSecrets, type SecretForms } from '../token/read-secret.ts';
import { formsOf } from '../token/secret-options.ts';
import { transportFrom } from '../token/transport-options.ts';
import { type Session, withSession } from '../with-session.ts';
import type { ServerOptions } from './server-options.ts';

/** A server that can be asked, as the options describe it. */
export interface DescribedServer extends Session {
  /** The saved profile with the options on top; without one, made of the options alone. */
  readonly profile: Profile;
  /** Values of the command's own secrets, in the order asked for; undefined for one that was not given. */
  readonly secrets: readonly (string | undefined)[];
}

/** What one command says of the server and the client, besides what all have. */
export interface ServerWish {
  readonly issuer: string | undefined;
  /** Endpoints given by hand; undefined ones were not. */
  readonly endpoints?: NonNullable<ProfileInput['server']>['endpoints'];
  readonly clientId?: string | undefined;
  /** Secrets of the command itself, to be read together with all others. */
  readonly secretForms?: readonly SecretForms[];
}

/**
 * Lets a command ask the server that the options describe.
 *
 * @throws AppError for input and stored data that cannot be used
 */
export function withServer<T>(options: ServerOptions, wish: ServerWish, work: (server: DescribedServer) => Promise<T>): Promise<T> {
  return withSession(
    options,
    (saved) => describe(wish, options, saved),
    (session, { profile, own }) => work({ ...session, profile, secrets: own }),
  );
}

function describe({ issuer, endpoints = {}, clientId, secretForms = [] }: ServerWish, options: ServerOptions, base: Profile | null) {
  const { secrets, keep } = keptSecrets();
  const [passphrase, ...own] = readSecrets([formsOf(options, 'tlsPassphrase'), ...secretForms], process.env);
  const start: ProfileInput = base ?? { id: crypto.randomUUID(), name: 'Command line' };
  const given = Object.fromEntries(Object.entries(endpoints).filter(([, url]) => url !== undefined));
  const byHand = issuer === undefined && base === null;
  const profile = parseProfile({
    ...start,
    // An issuer given here is another one, so nothing of the saved one may answer in its place.
    server:
      issuer !== undefined
        ? { kind: 'issuer', issuer, endpoints: given }
        : { ...start.server, ...(byHand && { kind: 'endpoints' }), endpoints: { ...start.server?.endpoints, ...given } },
    client: { ...start.client, ...(clientId !== undefined && { clientId }) },
    ...transportFrom(options, passphrase, keep, start),
    limits: {
      ...start.limits,
      ...(options.timeout !== undefined && { requestSeconds: options.timeout, browserSeconds: options.timeout }),
    },
  });
  return { profile, secrets, own };
}
