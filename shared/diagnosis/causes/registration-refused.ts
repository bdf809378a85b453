import { isNativeRedirect } from '../../model/redirect-place.ts';
import { type Cause, type CauseRule, strength } from '../cause.ts';
import type { DiagnosisFacts } from '../facts.ts';
import { publishedList, quoted, refusedWith, statusOf } from '../readings.ts';

/** A server that does not register this client, or does not let it be managed (RFC 7591 §3.2.2, RFC 7592 §2). */
export const registrationRefused: CauseRule = {
  id: 'registration_refused',
  title: 'A registration is not allowed',
  find(facts) {
    if (facts.last?.step !== 'registration' || facts.error === null) return null;
    if (statusOf(facts) === 401 || refusedWith(facts, 'invalid_token')) return tokenRefused(facts);
    if (statusOf(facts) === 403) return notAllowed(facts);
    if (refusedWith(facts, 'invalid_redirect_uri')) return redirectRefused(facts);
    if (refusedWith(facts, 'invalid_client_metadata')) return metadataRefused(facts);
    if (refusedWith(facts, 'invalid_software_statement', 'unapproved_software_statement')) return statementRefused(facts);
    return null;
  },
};

function tokenRefused(facts: DiagnosisFacts): Cause {
  const token = facts.last?.requestHeaders.has('authorization') === true;
  const isNew = facts.last?.method === 'POST';
  return {
    weight: strength.strong,
    message: isNew
      ? `The server registers clients only with an initial access token${token ? ', and this one is not valid' : ''}.`
      : 'The registration token is not valid, or the client is not registered any more.',
    evidence: `The request had ${token ? 'a' : 'no'} token.${quoted(facts)}`,
    fix: isNew
      ? 'Get an initial access token from whoever runs the server.'
      : 'Use the token of the latest answer: many servers replace it with every change.',
  };
}

function notAllowed(facts: DiagnosisFacts): Cause {
  return {
    weight: strength.strong,
    message: 'The server knows who asks, and does not allow it.',
    evidence: `It was answered with 403.${quoted(facts)}`,
    fix: 'Ask whoever runs the server for a token that may do this.',
  };
}

function redirectRefused(facts: DiagnosisFacts): Cause {
  const { redirect_uris: uris, application_type: type = 'web' } = asked(facts);
  const list = Array.isArray(uris) ? uris.map(String) : [];
  return {
    weight: strength.strong,
    message: 'The server does not take one of the redirect URIs.',
    evidence: `${list.length === 0 ? 'None was given.' : `Given: ${list.join(', ')}, for an application of type ${String(type)}.`}${quoted(facts)}`,
    fix:
      list.some(isNativeRedirect) && type !== 'native'
        ? 'Register it as application_type native: only such an application comes back to this machine.'
        : 'Give absolute URIs without a fragment, https for a web application; a grant without a redirect needs response_types empty too.',
  };
}

/** What is said of a client, and where the metadata of the server says what it supports of that. */
const supported: readonly (readonly [member: string, published: string])[] = [
  ['grant_types', 'grant_types_supported'],
  ['response_types', 'response_types_supported'],
  ['token_endpoint_auth_method', 'token_endpoint_auth_methods_supported'],
  ['scope', 'scopes_supported'],
  ['id_token_signed_response_alg', 'id_token_signing_alg_values_supported'],
];

function metadataRefused(facts: DiagnosisFacts): Cause {
  const metadata = asked(facts);
  const unknown = supported.flatMap(([member, published]) => {
    const list = publishedList(facts, published);
    return list === null ? [] : valuesOf(member, metadata[member]).flatMap((value) => (list.includes(value) ? [] : [`${member} ${value}`]));
  });
  return {
    weight: unknown.length > 0 ? strength.strong + 5 : strength.strong,
    message:
      unknown.length > 0
        ? `The server does not say that it supports ${unknown.join(', ')}.`
        : 'The server does not take a value of the client’s metadata.',
    evidence: `Registered was to be: ${Object.keys(metadata).join(', ') || 'nothing'}.${quoted(facts)}`,
    fix: unknown.length > 0 ? `Leave out ${unknown.join(', ')}.` : 'Compare the metadata with what the server says it supports.',
  };
}

function statementRefused(facts: DiagnosisFacts): Cause {
  return {
    weight: strength.strong,
    message: 'The software statement cannot be read, or is not of anybody the server trusts.',
    evidence: `The request had a software_statement.${quoted(facts)}`,
    fix: 'Get a fresh one from whoever the server trusts; its signature and its time are checked.',
  };
}

function valuesOf(member: string, value: unknown): string[] {
  if (typeof value === 'string') return member === 'scope' ? value.split(/\s+/).filter(Boolean) : [value];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The metadata that was sent. */
function asked({ last }: DiagnosisFacts): Readonly<Record<string, unknown>> {
  const { body } = last?.exchange.request ?? { body: null };
  const value: unknown = body === null ? null : JSON.parse(new TextDecoder().decode(body));
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
