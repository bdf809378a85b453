import { type EndpointName, endpointFields } from '../model/endpoint-names.ts';
import type { Endpoints } from '../model/profile.ts';
import type { StepName } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';
import type { AnsweredWith, Asked, DiagnosisFacts } from './facts.ts';

/** Whether the server refused with one of these codes. */
export function refusedWith({ error }: DiagnosisFacts, ...codes: string[]): boolean {
  return error?.oauth !== undefined && codes.includes(error.oauth.error);
}

/** Requests that carry a token, or nothing: who the client is, is not said in them and cannot be what was refused. */
const withoutClient: readonly StepName[] = ['discovery', 'jwks', 'userinfo', 'resource', 'resource_metadata', 'registration'];

/** Whether the last request is of a kind in which a client says who it is. */
export function asksAsClient({ last }: DiagnosisFacts): boolean {
  return last !== null && !withoutClient.includes(last.step);
}

/** Whether the server did not accept who the client says it is. */
export function refusedClient(facts: DiagnosisFacts): boolean {
  if (refusedWith(facts, 'invalid_client')) return true;
  return asksAsClient(facts) && facts.error?.code.startsWith('OAUTH_') === true && statusOf(facts) === 401;
}

/** Status of the last answer; 0 where there is none. */
export function statusOf({ last }: DiagnosisFacts): number {
  return last?.response?.status ?? 0;
}

/** What the server said in words of its own; empty where nothing. */
export function descriptionOf({ error }: DiagnosisFacts): string {
  return error?.oauth?.error_description ?? '';
}

/** `The server says: “…”` where it says something, cut where it is long. */
export function quoted(facts: DiagnosisFacts): string {
  const said = descriptionOf(facts);
  return said === '' ? '' : ` The server says: “${shortened(said)}”`;
}

/** A text of the server, short enough to stand in a sentence. */
export function shortened(text: string, most = 200): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** `POST https://host/token` answered with what. */
export function answeredWith({ method, url }: Asked, { status, raw }: Pick<AnsweredWith, 'status' | 'raw'>): string {
  return `${method} ${placeOf(url)} was answered with ${status}${raw.statusText === '' ? '' : ` ${raw.statusText}`}.`;
}

/** A URL without what may be secret in it. */
export function placeOf({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/** The verdict of a rule, wherever in the run it was judged. */
export function verdictOf({ steps }: DiagnosisFacts, id: string, ...statuses: Verdict['status'][]): Verdict | undefined {
  return steps.flatMap(({ verdicts }) => verdicts).find((verdict) => verdict.id === id && statuses.includes(verdict.status));
}

const endpointOfStep: Partial<Record<StepName, EndpointName>> = {
  token: 'token_endpoint',
  poll: 'token_endpoint',
  pushed_authorization_request: 'pushed_authorization_request_endpoint',
  device_authorization: 'device_authorization_endpoint',
  backchannel_authentication: 'backchannel_authentication_endpoint',
  jwks: 'jwks_uri',
};

/** Which endpoint a request went to: its field in a profile, and where the server's metadata says it is. */
export function endpointOf({ step }: Asked, { metadata }: DiagnosisFacts): { field: keyof Endpoints; published: string | null } | null {
  const name = endpointOfStep[step];
  if (name === undefined) return null;
  const published = metadata?.[name];
  return { field: endpointFields[name], published: typeof published === 'string' ? published : null };
}

/** The texts in a list of the metadata; null where it has no such list. */
export function publishedList({ metadata }: DiagnosisFacts, name: string): string[] | null {
  const list = metadata?.[name];
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : null;
}

/** The words of a scope. */
export function scopeWords(scope: string): string[] {
  return scope.split(/\s+/).filter((word) => word !== '');
}

/** Whether the profile changes or leaves out a parameter on purpose. */
export function isEdited({ profile }: DiagnosisFacts, endpoint: 'authorization' | 'token', name: string): boolean {
  const { parameters, dropped } = profile.edits[endpoint];
  return dropped.includes(name) || parameters.some((parameter) => parameter.name === name);
}
