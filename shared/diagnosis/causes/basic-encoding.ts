import { type CauseRule, strength } from '../cause.ts';
import { quoted, refusedClient } from '../readings.ts';

/** What a client id or secret holds that the two encodings write differently. Kinds of characters only: a secret's own stay untold. */
const telling: readonly (readonly [RegExp, string])[] = [
  [/:/, 'a colon'],
  [/%/, 'a percent sign'],
  [/\+/, 'a plus sign'],
  [/ /, 'a space'],
  [/[^ -~]/, 'a character outside ASCII'],
  [/[^\w.*:%+ -]/, 'punctuation'],
];

function kindsIn(text: string): string[] {
  return telling.filter(([pattern]) => pattern.test(text)).map(([, words]) => words);
}

/**
 * Basic credentials that the server does not decode as they were encoded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export const basicEncoding: CauseRule = {
  id: 'basic_encoding',
  title: 'Basic credentials encoded otherwise than the server reads them',
  find(facts) {
    const { client, server } = facts.profile;
    if (!refusedClient(facts) || client.authMethod !== 'client_secret_basic') return null;
    const inId = kindsIn(client.clientId);
    const inSecret = kindsIn(client.clientSecret ?? '');
    if (inId.length + inSecret.length === 0) return null;
    const isForm = server.dialect.basicEncoding === 'form';
    const found = [
      ...(inId.length > 0 ? [`the client id holds ${inId.join(', ')}`] : []),
      ...(inSecret.length > 0 ? ['the client secret holds a character the two encodings write differently'] : []),
    ].join('; ');
    return {
      // A raw colon in the id tears the credentials apart in every server: that is the first-colon rule's.
      weight: strength.strong,
      message: `The server may not ${isForm ? 'form-decode' : 'take unencoded'} the Basic credentials, and these look different in the two ways.`,
      evidence: `Sent ${isForm ? 'form-encoded' : 'raw'}, while ${found}.${quoted(facts)}`,
      fix: isForm ? 'Send the Basic credentials raw, as many servers expect.' : 'Form-encode the Basic credentials, as RFC 6749 asks.',
      changes: [{ kind: 'basicEncoding', value: isForm ? 'raw' : 'form' }],
    };
  },
};
