/** What an error code of the server means, and what to try. */
export interface ErrorWords {
  readonly meaning: string;
  readonly hint: string;
}

/** @see https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#extensions-error */
const words: Readonly<Record<string, ErrorWords>> = {
  invalid_request: {
    meaning: 'a parameter is missing, repeated or malformed.',
    hint: 'Open the exchange and compare the parameters with what the server documents.',
  },
  invalid_client: {
    meaning: 'the client is unknown, or did not prove who it is.',
    hint: 'Check client id, secret and authentication method; with Basic, try the other encoding if id or secret have special characters.',
  },
  invalid_grant: {
    meaning: 'the code, refresh token or password is wrong, expired, used before or made for another client or redirect URI.',
    hint: 'Start over with a fresh one; check the password and that the redirect URI is the registered one.',
  },
  unauthorized_client: {
    meaning: 'this client may not use this grant.',
    hint: 'Allow the grant for the client at the server, or use another client.',
  },
  unsupported_grant_type: {
    meaning: 'the server does not know this grant.',
    hint: 'Choose a grant the server offers (grant_types_supported in its metadata).',
  },
  unsupported_response_type: {
    meaning: 'the server does not give out codes this way.',
    hint: 'Allow the code flow for the client at the server.',
  },
  invalid_scope: {
    meaning: 'a scope is unknown, malformed or not allowed for this client.',
    hint: 'Ask for fewer scopes, or for those the server lists.',
  },
  access_denied: { meaning: 'the user or the server said no.', hint: 'Sign in again and allow it, or ask the administrator.' },
  server_error: { meaning: 'something failed inside the server.', hint: 'Try again; the reason stands in the log of the server.' },
  temporarily_unavailable: { meaning: 'the server is overloaded or in maintenance.', hint: 'Try again in a moment.' },
  invalid_target: { meaning: 'the resource asked for is unknown or not allowed.', hint: 'Check the resource parameter.' },
  login_required: { meaning: 'the user must sign in, and the request forbade to ask.', hint: 'Leave out prompt=none.' },
  consent_required: { meaning: 'the user must agree, and the request forbade to ask.', hint: 'Leave out prompt=none.' },
  interaction_required: { meaning: 'the user must do something, and the request forbade to ask.', hint: 'Leave out prompt=none.' },
};

/** Explains an error code; one that nobody registered gets general words. */
export function oauthErrorWords(code: string): ErrorWords {
  const known = Object.hasOwn(words, code) ? words[code] : undefined;
  return known ?? { meaning: 'an error of its own.', hint: 'Look the error up in the documentation of the server.' };
}
