import { rfc } from '../model/spec-link.ts';
import type { RegistrationFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

const expectedStatus: Record<RegistrationFacts['action'], number> = { register: 201, read: 200, update: 200, delete: 204 };
const done: Record<RegistrationFacts['action'], string> = {
  register: 'The client is registered.',
  read: 'The server tells how the client is registered.',
  update: 'The registration is changed.',
  delete: 'The client is deleted: its id, secret and registration token are good for nothing now.',
};

/** Whether the server says that it did what it was asked. */
const status: Rule<RegistrationFacts> = {
  id: 'registration_status',
  title: 'registration answered',
  spec: rfc(7591, '3.2'),
  judge({ action, status: arrived, error }) {
    const expected = String(expectedStatus[action]);
    const actual = error === null ? String(arrived) : `${arrived} ${error}`;
    if (error !== null) return finding.fail('The server refused.', expected, actual);
    if (String(arrived) === expected) return finding.pass(done[action], expected, actual);
    return arrived >= 200 && arrived < 300
      ? finding.warning(`The server answered ${arrived} instead of ${expected}.`, expected, actual)
      : finding.fail('The server did not do what it was asked.', expected, actual);
  },
};

/** Whether the answer names a client: the new one, or the one that was asked about. */
const clientNamed: Rule<RegistrationFacts> = {
  id: 'registration_client_id',
  title: 'client named',
  spec: rfc(7591, '3.2.1'),
  judge({ members, clientId }) {
    const named = members?.client_id;
    if (typeof named !== 'string' || named === '')
      return finding.fail('The answer names no client.', clientId ?? 'client_id', shown(named ?? null));
    return clientId === null || named === clientId
      ? finding.pass('The answer names the client.', clientId, named)
      : finding.fail('The answer is about another client.', clientId, named);
  },
};

/** Members of the answer that no request asks for in the same words. */
const issued = new Set([
  'client_id',
  'client_secret',
  'client_id_issued_at',
  'client_secret_expires_at',
  'registration_access_token',
  'registration_client_uri',
  'software_statement',
]);

/** Whether the client is registered as it was asked for: a server may change anything, and must say so. */
const granted: Rule<RegistrationFacts> = {
  id: 'registration_granted',
  title: 'registered as asked',
  spec: rfc(7591, '3.2.1'),
  judge({ asked, members }) {
    if (asked === null || members === null) return finding.notApplicable('Nothing was asked for that could be compared.');
    const names = Object.keys(asked).filter((name) => !issued.has(name) && asked[name] !== null);
    if (names.length === 0) return finding.notApplicable('Nothing was asked for: the client is as the server makes it.');
    const silent = names.filter((name) => members[name] === undefined);
    const other = names.filter((name) => members[name] !== undefined && !isSame(name, asked[name], members[name]));
    const pick = (of: Readonly<Record<string, unknown>>) =>
      shown(Object.fromEntries([...other, ...silent].map((name) => [name, of[name] ?? null])));
    if (other.length > 0)
      return finding.warning(`The server registered something else than was asked for: ${other.join(', ')}.`, pick(asked), pick(members));
    return silent.length === 0
      ? finding.pass('The client is registered as it was asked for.')
      : finding.warning(`The server does not say what became of ${silent.join(', ')}.`, pick(asked), 'nothing');
  },
};

/** The order of a list says nothing, nor that of scopes. */
function isSame(name: string, asked: unknown, given: unknown): boolean {
  return normal(name, asked) === normal(name, given);
}

function normal(name: string, value: unknown): string {
  if (name === 'scope' && typeof value === 'string') return value.split(/\s+/).filter(Boolean).toSorted().join(' ');
  if (Array.isArray(value)) return JSON.stringify(value.map((item) => JSON.stringify(item)).toSorted());
  return JSON.stringify(value) ?? '';
}

const MONTH = 30 * 24 * 3_600;

/** Until when the client secret is good. */
const secretExpires: Rule<RegistrationFacts> = {
  id: 'client_secret_expires_at',
  title: 'secret’s lifetime',
  spec: rfc(7591, '3.2.1'),
  judge({ members, now }) {
    if (typeof members?.client_secret !== 'string') return finding.notApplicable('The client has no secret.');
    const at = members.client_secret_expires_at;
    const expected = 'epoch seconds, or 0 for never';
    if (at === undefined) return finding.warning('The server does not say until when the secret is good, as it must.', expected, null);
    if (typeof at !== 'number' || !Number.isFinite(at) || at < 0)
      return finding.warning('The time at which the secret expires cannot be read.', expected, shown(at));
    if (at === 0) return finding.pass('The secret does not expire.', null, '0');
    const when = dateOf(at);
    if (at <= now) return finding.fail(`The secret has expired already, at ${when}.`, 'a time to come', shown(at));
    return at - now < MONTH
      ? finding.warning(`The secret expires soon: ${when}. Change the registration before, to get another.`, null, shown(at))
      : finding.pass(`The secret is good until ${when}.`, null, shown(at));
  },
};

/** A number too large for a date stays a number. */
function dateOf(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().slice(0, 16).replace('T', ' ');
}

/** Whether the client can be managed, and only by whoever has its token. */
const management: Rule<RegistrationFacts> = {
  id: 'registration_management',
  title: 'client manageable',
  spec: rfc(7592, '3'),
  judge({ members, url }) {
    const uri = members?.registration_client_uri;
    const hasToken = typeof members?.registration_access_token === 'string';
    if (uri === undefined && !hasToken) return finding.notApplicable('The server offers no management of the registration.');
    const place = typeof uri === 'string' ? URL.parse(uri) : null;
    if (place === null || !hasToken)
      return finding.warning(
        'The client cannot be managed: that takes both an address and a token.',
        'registration_client_uri, registration_access_token',
        shown(uri ?? null),
      );
    if (place.protocol !== 'https:' && place.protocol !== 'http:')
      return finding.warning('The client cannot be managed: its address is none of the web.', 'an http or https URL', shown(uri));
    if (place.origin !== URL.parse(url)?.origin)
      return finding.warning(
        'The client is to be managed at another host: the registration token would go there.',
        URL.parse(url)?.origin ?? url,
        place.origin,
      );
    return finding.pass('The client can be read, changed and deleted with its own token.', null, shown(uri));
  },
};

/** An answer with secrets in it must not stay in a cache. */
const notStored: Rule<RegistrationFacts> = {
  id: 'registration_cache',
  title: 'secrets not cached',
  spec: rfc(7591, '3.2.1'),
  judge({ members, cacheControl }) {
    if (typeof members?.client_secret !== 'string' && typeof members?.registration_access_token !== 'string')
      return finding.notApplicable('There is no secret in the answer.');
    return cacheControl.some((value) => /(^|[\s,])no-store([\s,]|$)/i.test(value))
      ? finding.pass('The answer must not be cached.', 'no-store', cacheControl.join(', '))
      : finding.warning(
          'Nothing forbids to cache this answer, which has secrets in it.',
          'Cache-Control: no-store',
          cacheControl.join(', ') || null,
        );
  },
};

export const registrationRules: readonly Rule<RegistrationFacts>[] = [status];
export const registeredClientRules: readonly Rule<RegistrationFacts>[] = [clientNamed, granted, secretExpires, management, notStored];
