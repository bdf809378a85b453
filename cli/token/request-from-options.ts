import { AppError } from '../../shared/errors.ts';
import { isObject } from '../../shared/model/plain-object.ts';
import type { ProfileInput } from '../../shared/model/profile.ts';
import type { ExtensionOptions } from './extension-options.ts';
import type { KeepSecret } from './kept-secrets.ts';
import { readText, type SecretForms, textOrFile } from './read-secret.ts';
import { formsOf, notEmpty } from './secret-options.ts';

type Request = NonNullable<ProfileInput['request']>;
type Client = NonNullable<ProfileInput['client']>;

/** The values that were given. Choices are strings here; the schema says whether they are good. */
export function given<K extends string>(values: Record<K, unknown>): Record<K, never> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<K, never>;
}

/** The secrets among the options beyond the classic grants, in the order of {@link ExtensionSecrets}. */
export function extensionSecretForms(options: ExtensionOptions): SecretForms[] {
  return [
    formsOf(options, 'subjectToken', notEmpty),
    formsOf(options, 'actorToken', notEmpty),
    formsOf(options, 'assertion', notEmpty),
    formsOf(options, 'signingKeyPassphrase'),
  ];
}

/** What {@link extensionSecretForms} were read to. */
export type ExtensionSecrets = readonly (string | undefined)[];

/**
 * What the options beyond the classic grants ask for, on top of a saved request.
 *
 * @throws AppError `INPUT_*`
 */
export function extendedRequest(options: ExtensionOptions, secrets: ExtensionSecrets, keep: KeepSecret, start: Request = {}): Request {
  const [subjectToken, actorToken, assertion] = secrets;
  return {
    ...given({ responseType: options.responseType, resources: options.resource, audiences: options.audience }),
    ...given({ authorizationDetails: jsonOption(options.authorizationDetails, '--authorization-details', 'details') }),
    ...(options.jarm && { responseMode: 'jwt' as const }),
    openId: {
      ...start.openId,
      ...given({ claims: jsonOption(options.claims, '--claims', 'object'), acrValues: options.acrValues, prompt: options.prompt }),
      ...given({ maxAge: options.maxAge, loginHint: options.loginHint, uiLocales: options.uiLocales, display: options.display }),
      ...(options.idTokenHint !== undefined && { idTokenHint: keep('id_token_hint', options.idTokenHint) }),
    },
    protection: {
      ...start.protection,
      ...given({
        par: options.par,
        jar: options.jar ?? (options.jarEncrypted || undefined),
        jarEncrypted: options.jarEncrypted,
        dpop: options.dpop ?? (options.dpopKey === undefined ? undefined : true),
      }),
      ...(options.dpopKey !== undefined && { dpopKey: keep('dpop_key', readText(options.dpopKey, '--dpop-key')) }),
    },
    exchange: {
      ...start.exchange,
      ...given({ subjectTokenType: options.subjectTokenType, actorTokenType: options.actorTokenType }),
      ...given({ requestedTokenType: options.requestedTokenType }),
      ...(subjectToken !== undefined && { subjectToken: keep('subject_token', subjectToken) }),
      ...(actorToken !== undefined && { actorToken: keep('actor_token', actorToken) }),
    },
    assertion: {
      ...start.assertion,
      ...given({ claims: jsonOption(options.assertionClaims, '--assertion-claims', 'object'), lifetimeSeconds: options.assertionLifetime }),
      ...(assertion !== undefined && { source: 'given' as const, given: keep('assertion', assertion) }),
    },
    ciba: {
      ...start.ciba,
      ...given({ bindingMessage: options.bindingMessage }),
      ...(options.cibaPing !== undefined && { mode: 'ping' as const, notificationAddress: options.cibaPing }),
    },
  };
}

/** What the options say of the client's keys. @throws AppError `INPUT_*` */
export function clientKeys(options: ExtensionOptions, [, , , passphrase]: ExtensionSecrets, keep: KeepSecret): Partial<Client> {
  const audience = options.assertionAudience;
  const isNamed = audience === 'issuer' || audience === 'endpoint';
  return {
    ...given({ signingAlg: options.signingAlg, signingKid: options.signingKid }),
    ...(options.signingKey !== undefined && { signingKey: keep('signing_key', readText(options.signingKey, '--signing-key')) }),
    ...(passphrase !== undefined && { signingKeyPassphrase: keep('signing_key_passphrase', passphrase) }),
    ...(options.decryptionKey !== undefined && {
      decryptionKey: keep('decryption_key', readText(options.decryptionKey, '--decryption-key')),
    }),
    ...(audience !== undefined &&
      (isNamed ? { assertionAudience: audience } : { assertionAudience: 'custom' as const, customAudience: audience })),
  };
}

/** What JSON an option takes, whether a value is that, and how it is said. */
const forms = {
  object: { words: 'a JSON object', accepts: isObject },
  /** @see https://www.rfc-editor.org/rfc/rfc9396#section-2 */
  details: {
    words: 'a list of JSON objects, each with a “type”',
    accepts: (value: unknown) => Array.isArray(value) && value.every((detail) => isObject(detail) && typeof detail.type === 'string'),
  },
} as const;

/** JSON as it stands, or with `@` in front the file that holds it. @throws AppError `INPUT_INVALID` */
function jsonOption(text: string | undefined, option: string, form: keyof typeof forms): string | undefined {
  if (text === undefined) return undefined;
  const json = textOrFile(text, option);
  const { words, accepts } = forms[form];
  const hint = `Give ${words}, or @ and the path of a file that holds it.`;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new AppError('INPUT_INVALID', { message: `${option} is not JSON.`, hint, cause });
  }
  if (!accepts(value)) throw new AppError('INPUT_INVALID', { message: `${option} is not ${words}.`, hint });
  return json;
}
