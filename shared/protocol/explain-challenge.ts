import type { OAuthErrorFields } from '../model/app-error.ts';
import type { ChallengeReading } from '../model/challenge.ts';
import { oauthErrorMeaning } from '../model/oauth-error-meaning.ts';
import { rfc } from '../model/spec-link.ts';
import { type Challenge, challengeParameter } from './challenges.ts';

/** What parameters of challenges mean, by lower-case name. */
const parameterMeanings: Readonly<Record<string, string>> = {
  realm: 'The part of the server this is about (RFC 9110 §11.5).',
  scope: 'The scope a token needs here (RFC 6750 §3).',
  error: 'Why the request was refused (RFC 6750 §3.1).',
  error_description: 'The same for developers, in the server’s words (RFC 6750 §3).',
  error_uri: 'A page about the error (RFC 6750 §3).',
  acr_values: 'Authentication context classes, any of which is enough (RFC 9470 §3).',
  max_age: 'Seconds since the user signed in, at most (RFC 9470 §3).',
  resource_metadata: 'Where the resource says which authorization servers it trusts (RFC 9728 §5.1).',
  algs: 'Algorithms a DPoP proof may be signed with (RFC 9449 §7.1).',
  authorization_uri: 'Where to ask for a token; an extension of the server.',
  client_id: 'The client the server expects; an extension of the server.',
  charset: 'How name and password are encoded (RFC 7617 §2.1).',
};

/** What the schemes ask for, by lower-case name. */
const schemes: Readonly<Record<string, Pick<ChallengeReading, 'meaning' | 'spec'>>> = {
  bearer: { meaning: 'The resource wants an access token: Authorization: Bearer.', spec: rfc(6750, '3') },
  dpop: { meaning: 'The resource wants an access token with a proof of possession: Authorization: DPoP.', spec: rfc(9449, '7.1') },
  basic: { meaning: 'The resource wants a name and a password.', spec: rfc(7617, '2') },
  digest: { meaning: 'The resource wants a name and a password, as a digest.', spec: rfc(7616, '3.3') },
  negotiate: { meaning: 'The resource wants a Kerberos or NTLM sign-in (SPNEGO).', spec: rfc(4559, '4.1') },
};

/**
 * Explains a challenge: its error where it names one, else what its scheme asks for.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 * @see https://www.rfc-editor.org/rfc/rfc9470#section-3
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-5.1
 */
export function explainChallenge(challenge: Challenge): ChallengeReading {
  const { scheme, token68, parameters } = challenge;
  const error = takesToken(challenge) ? challengeParameter(challenge, 'error') : null;
  const known = error === null ? null : oauthErrorMeaning(error, false);
  const said = known ??
    schemes[scheme.toLowerCase()] ?? {
      meaning: 'A scheme Grantbench knows nothing about; see the documentation of the server.',
      spec: null,
    };
  return {
    scheme,
    token68,
    meaning: said.meaning,
    hint: [known?.hint, ...needs(challenge)].filter((hint) => hint !== undefined).join(' '),
    spec: said.spec,
    parameters: parameters.map(([name, value]) => ({
      name,
      value,
      meaning: parameterMeanings[name.toLowerCase()] ?? 'An extension of the server.',
    })),
  };
}

/** What a token must have to be good here, as far as the challenge says. */
function needs(challenge: Challenge): string[] {
  const acr = challengeParameter(challenge, 'acr_values');
  const maxAge = challengeParameter(challenge, 'max_age');
  const scope = challengeParameter(challenge, 'scope');
  const metadata = challengeParameter(challenge, 'resource_metadata');
  return [
    ...(acr === null ? [] : [`Ask again with acr_values ${acr}.`]),
    ...(maxAge === null ? [] : [`Ask again with max_age ${maxAge}: the user has to have signed in that many seconds ago at most.`]),
    ...(scope === null ? [] : [`Ask for the scope ${scope}.`]),
    ...(metadata === null ? [] : [`${metadata} names the authorization servers it trusts.`]),
  ];
}

/** Whether the scheme is one of OAuth. */
export function takesToken({ scheme }: Challenge): boolean {
  return /^(?:bearer|dpop)$/i.test(scheme);
}

/**
 * The error the challenges name, as an answer would carry it; null where none does.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function challengeError(challenges: readonly Challenge[], status: number): OAuthErrorFields | null {
  const naming = challenges.find((challenge) => takesToken(challenge) && challengeParameter(challenge, 'error') !== null);
  if (naming === undefined) return null;
  const description = challengeParameter(naming, 'error_description');
  const uri = challengeParameter(naming, 'error_uri');
  return {
    error: challengeParameter(naming, 'error') ?? '',
    ...(description !== null && { error_description: description }),
    ...(uri !== null && { error_uri: uri }),
    status,
  };
}
