import type { AuthMethod } from '../../../shared/model/profile.ts';

type Metadata = Readonly<Record<string, unknown>>;

/** Client metadata as a form has it: the members one mostly says, and the rest as JSON. */
export interface ClientFields {
  readonly clientName: string;
  readonly redirectUris: readonly string[];
  readonly grantTypes: readonly string[];
  readonly responseTypes: readonly string[];
  /** As on the wire; empty leaves it to the server. */
  readonly authMethod: Exclude<AuthMethod, 'custom'> | '';
  readonly scope: string;
  /** A JSON object; empty for nothing. */
  readonly rest: string;
}

const withField = new Set(['client_name', 'redirect_uris', 'grant_types', 'response_types', 'token_endpoint_auth_method', 'scope']);

/** What the server gives a client, and takes from none (RFC 7592 §2.2). */
const given = new Set([
  'client_id',
  'client_secret',
  'client_id_issued_at',
  'client_secret_expires_at',
  'registration_access_token',
  'registration_client_uri',
]);

/** Metadata as fields. A member of an odd form stays in the rest. */
export function fieldsOf(metadata: Metadata): ClientFields {
  const rest = Object.entries(metadata).filter(([name, value]) => !given.has(name) && !(withField.has(name) && fits(name, value)));
  const text = (name: string) => (typeof metadata[name] === 'string' ? metadata[name] : '');
  const list = (name: string) => (fits(name, metadata[name]) && Array.isArray(metadata[name]) ? (metadata[name] as string[]) : []);
  return {
    clientName: text('client_name'),
    redirectUris: list('redirect_uris'),
    grantTypes: list('grant_types'),
    responseTypes: list('response_types'),
    authMethod: text('token_endpoint_auth_method') as ClientFields['authMethod'],
    scope: text('scope'),
    rest: rest.length === 0 ? '' : JSON.stringify(Object.fromEntries(rest), null, 2),
  };
}

function fits(name: string, value: unknown): boolean {
  if (name.endsWith('s')) return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return typeof value === 'string';
}

/** The metadata that the fields say; what is empty is not said, but for lists that say “none”. */
export function metadataOf(fields: ClientFields): Metadata {
  const { clientName, redirectUris, grantTypes, responseTypes, authMethod, scope, rest } = fields;
  return {
    ...(clientName.trim() !== '' && { client_name: clientName.trim() }),
    redirect_uris: redirectUris,
    ...(grantTypes.length > 0 && { grant_types: grantTypes }),
    response_types: responseTypes,
    ...(authMethod !== '' && { token_endpoint_auth_method: authMethod }),
    ...(scope.trim() !== '' && { scope: scope.trim() }),
    ...(rest.trim() === '' ? {} : (JSON.parse(rest) as Metadata)),
  };
}

/** What to change of what is registered: members of another value, and with null those that are to go. */
export function changesTo(before: Metadata, fields: ClientFields): Metadata {
  const was = metadataOf(fieldsOf(before));
  const now = metadataOf(fields);
  const changed = Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name]));
  const gone = Object.keys(was).filter((name) => !Object.hasOwn(now, name));
  return Object.fromEntries([...changed, ...gone.map((name) => [name, null] as const)]);
}

/** What is wrong with the rest as it stands: one sentence, or null. */
export function checkRest(rest: string): string | null {
  if (rest.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(rest);
  } catch (thrown) {
    return `This is not JSON: ${thrown instanceof Error ? thrown.message : 'it cannot be read'}.`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'This must be a JSON object: {…}.';
  const twice = Object.keys(value).filter((name) => withField.has(name) && fits(name, (value as Metadata)[name]));
  if (twice.length > 0) return `${twice.join(', ')}: there is a field for that above.`;
  const served = Object.keys(value).filter((name) => given.has(name));
  return served.length > 0 ? `${served.join(', ')}: that is for the server to say.` : null;
}
