import { AppError } from '../../shared/errors.ts';
import type { KnownSecret } from '../../shared/model/resolved-profile.ts';
import { isSecretRef } from '../../shared/model/value.ts';
import { filledMetadata } from '../../shared/workbench/filled-metadata.ts';
import { registeredKeys } from '../../shared/workbench/registered-keys.ts';
import { suggestedMetadata } from '../../shared/workbench/registered-profile.ts';
import type { ReadyRegistration } from '../../shared/workbench/run-registration.ts';
import type { RegisterOptions } from '../register.ts';
import type { DescribedServer } from '../server/with-server.ts';
import { metadataFromOptions, withConsequences } from './metadata-from-options.ts';

/** What to do, and what of it is secret beside the tokens. */
export interface ReadyWish {
  readonly wish: ReadyRegistration;
  readonly secrets: readonly KnownSecret[];
}

/**
 * What the options ask for, on top of what a saved profile says.
 *
 * @throws AppError `INPUT_*`, `KEYCHAIN_*`
 */
export async function wishFromOptions(options: RegisterOptions, server: DescribedServer): Promise<ReadyWish> {
  const { profile, secret } = server;
  const [initialAccessToken, registrationToken] = server.secrets.map((value) => value?.trim());
  const metadata = metadataFromOptions(options);
  if (options.read !== true && options.update !== true && options.delete !== true) {
    // What a saved profile does is what its client is registered for.
    const suggested =
      options.profile === undefined
        ? {}
        : { ...suggestedMetadata(profile), ...(await registeredKeys(profile, (field) => secret(profile.id, field))) };
    const filled = await server.fillTexts((fill) => filledMetadata({ ...suggested, ...withConsequences(metadata) }, fill));
    const wish = { action: 'register', metadata: filled.texts, initialAccessToken: initialAccessToken || null } as const;
    return { wish, secrets: filled.secrets };
  }
  const { registration, clientId } = profile.client;
  const isGiven = options.registrationClientUri !== undefined;
  const known = registration?.uri ?? '';
  const uri = options.registrationClientUri ?? (isSecretRef(known) ? await secret(profile.id, known.secret) : known) ?? '';
  const reference = isGiven ? null : (registration?.accessToken ?? null);
  const accessToken = registrationToken ?? (reference === null ? null : await secret(profile.id, reference.secret)) ?? '';
  if (uri === '')
    throw missing('Where the client is managed', 'Give --registration-client-uri, or with --profile a profile that was registered.');
  if (accessToken === '') throw missing('The token the client is managed with', 'Give --registration-access-token-env, or its -file form.');
  const client = { uri, accessToken, clientId: isGiven || clientId === '' ? null : clientId };
  if (options.update !== true) {
    if (Object.keys(metadata).length > 0)
      throw new AppError('INPUT_INVALID', {
        message: 'Metadata was given, and nothing is to be changed.',
        hint: 'Add --update, or leave it out.',
      });
    return { wish: { ...client, action: options.delete === true ? 'delete' : 'read' }, secrets: [] };
  }
  if (Object.keys(metadata).length === 0) throw missing('What to change', 'Name it: --client-name, --redirect-uri, --scope, --metadata …');
  const filled = await server.fillTexts((fill) => filledMetadata(metadata, fill));
  return { wish: { ...client, action: 'update', changes: filled.texts }, secrets: filled.secrets };
}

function missing(what: string, hint: string): AppError {
  return new AppError('INPUT_INVALID', { message: `${what} is missing.`, hint });
}
