import type { FeatureGroup } from '../proof.ts';

/** Every grant. */
export const grantsFeatures: FeatureGroup = {
  title: 'Grants',
  features: [
    {
      name: 'Authorization code',
      specs: 'RFC 6749 §4.1',
      proofs: {
        unit: [{ file: 'unit/protocol/requests.test.ts', title: 'carries everything once, and never the verifier' }],
        oidcProvider: [{ file: 'integration/grants/grants.test.ts', title: 'ends in checked tokens' }],
        fixture: [
          {
            file: 'integration/grants/checks.test.ts',
            title: 'a redirect that fails a check stops the flow before the code is sent anywhere',
          },
        ],
        commandLine: [
          {
            file: 'integration/cli/token.test.ts',
            title: 'one JSON line on standard error asks for the browser, and the code becomes tokens',
          },
        ],
        browser: [{ file: 'e2e/four-grants.spec.ts', title: 'all four grants run through the screen' }],
      },
    },
    {
      name: 'PKCE',
      specs: 'RFC 7636',
      proofs: {
        unit: [{ file: 'unit/protocol/requests.test.ts', title: 'makes the challenge of RFC 7636 appendix B' }],
        oidcProvider: [{ file: 'integration/grants/grants.test.ts', title: 'without a verifier is refused by a server that checks' }],
        fixture: [{ file: 'integration/grants/checks.test.ts', title: 'with a wrong verifier is refused' }],
        commandLine: [{ file: 'integration/cli/token.test.ts', title: 'PKCE plain is sent as asked, and refused by this server' }],
        browser: [{ file: 'e2e/four-grants.spec.ts', title: 'all four grants run through the screen' }],
      },
    },
    {
      name: 'Client credentials',
      specs: 'RFC 6749 §4.4',
      proofs: {
        oidcProvider: [
          { file: 'integration/grants/grants.test.ts', title: 'bring an opaque token, and nothing is held against the answer' },
        ],
        commandLine: [
          { file: 'integration/cli/token.test.ts', title: 'the document has the fixed shape, tokens verbatim, exchanges redacted' },
        ],
        browser: [{ file: 'e2e/four-grants.spec.ts', title: 'all four grants run through the screen' }],
      },
    },
    {
      name: 'Resource owner password',
      specs: 'RFC 6749 §4.3',
      proofs: {
        oidcProvider: [{ file: 'integration/grants/grants.test.ts', title: 'brings tokens for the user' }],
        commandLine: [{ file: 'integration/cli/token.test.ts', title: 'brings all three tokens' }],
        browser: [{ file: 'e2e/four-grants.spec.ts', title: 'all four grants run through the screen' }],
      },
    },
    {
      name: 'Refresh token, rotation',
      specs: 'RFC 6749 §6, RFC 9700 §4.14',
      proofs: {
        oidcProvider: [{ file: 'integration/grants/grants.test.ts', title: 'rotates the token, and the old one is refused afterwards' }],
        fixture: [{ file: 'integration/grants/answers.test.ts', title: 'a refresh without a new refresh token keeps the old one' }],
        commandLine: [{ file: 'integration/cli/token.test.ts', title: 'the refresh token in all three forms, each good once' }],
        browser: [{ file: 'e2e/four-grants.spec.ts', title: 'all four grants run through the screen' }],
      },
    },
    {
      name: 'Refresh with narrower scope, for a resource',
      specs: 'RFC 6749 §6, RFC 8707 §2.2',
      proofs: {
        oidcProvider: [{ file: 'integration/extensions/grants.test.ts', title: 'may ask for less than before, and for a resource' }],
        browser: [{ file: 'e2e/tokens.spec.ts', title: 'refreshed with a narrower scope' }],
      },
    },
    {
      name: 'Device authorization',
      specs: 'RFC 8628',
      proofs: {
        oidcProvider: [
          {
            file: 'integration/extensions/grants.test.ts',
            title: 'shows the user code, polls in the interval of the server, and ends with tokens',
          },
        ],
        commandLine: [{ file: 'integration/cli/extensions.test.ts', title: 'device_code tells the user code, and ends with tokens' }],
        browser: [{ file: 'e2e/extensions.spec.ts', title: 'a device flow shows its code, counts, and ends with tokens' }],
      },
    },
    {
      name: 'Token exchange, impersonation and delegation',
      specs: 'RFC 8693',
      proofs: {
        oidcProvider: [
          { file: 'integration/extensions/grants.test.ts', title: 'trades a subject token, with an actor token on behalf of it' },
          {
            file: 'integration/playground/grants.test.ts',
            title: 'trades an access token for one of the same subject, and with an actor token says who acts',
          },
        ],
        commandLine: [{ file: 'integration/cli/extensions.test.ts', title: 'token exchange takes tokens, types, audiences and resources' }],
        browser: [{ file: 'e2e/grants.spec.ts', title: 'a token is exchanged, assertions are built and pasted' }],
      },
    },
    {
      name: 'JWT bearer, assertion built here',
      specs: 'RFC 7523 §2.1',
      proofs: {
        oidcProvider: [
          { file: 'integration/extensions/grants.test.ts', title: 'are built from claims and signed with the key of the client' },
        ],
        commandLine: [{ file: 'integration/cli/extensions.test.ts', title: 'jwt_bearer builds its assertion from claims in a file' }],
        browser: [{ file: 'e2e/grants.spec.ts', title: 'a token is exchanged, assertions are built and pasted' }],
      },
    },
    {
      name: 'SAML 2.0 bearer, the assertion shown decoded',
      specs: 'RFC 7522 §2.1',
      proofs: {
        unit: [{ file: 'unit/inspector/read-forms.test.ts', title: 'issuer, subject, conditions, audience, attributes' }],
        oidcProvider: [
          { file: 'integration/extensions/grants.test.ts', title: 'goes out in Base64url, and is traded for a token' },
          { file: 'integration/extensions/grants.test.ts', title: 'that is neither XML nor Base64 is not sent' },
        ],
        commandLine: [
          { file: 'integration/cli/extensions.test.ts', title: 'saml2_bearer sends the assertion of a file, and a scheme of its own' },
        ],
        browser: [{ file: 'e2e/grants.spec.ts', title: 'a token is exchanged, assertions are built and pasted' }],
      },
    },
    {
      name: 'Backchannel authentication (CIBA), polled',
      specs: 'OpenID CIBA §10.1',
      proofs: {
        oidcProvider: [{ file: 'integration/extensions/grants.test.ts', title: 'has the user asked elsewhere, and ends with tokens' }],
        fixture: [
          {
            file: 'integration/playground/grants.test.ts',
            title: 'waits for the user, who sees the message, and brings tokens when they allow',
          },
        ],
        browser: [{ file: 'e2e/extensions.spec.ts', title: 'a device flow shows its code, counts, and ends with tokens' }],
      },
    },
    {
      name: 'Backchannel authentication (CIBA), ping',
      specs: 'OpenID CIBA §10.2',
      proofs: {
        unit: [{ file: 'unit/renderer/sequence-layout.test.ts', title: 'a ping comes from the server, and its arrow opens it' }],
        oidcProvider: [
          { file: 'integration/extensions/ciba-ping.test.ts', title: 'asks for the tokens as soon as the server has told, without a poll' },
          { file: 'integration/extensions/ciba-ping.test.ts', title: 'keeps what is no ping of its own as stray, and waits on' },
        ],
        commandLine: [{ file: 'integration/cli/extensions.test.ts', title: 'ciba with --ciba-ping says where it listens' }],
        browser: [{ file: 'e2e/grants.spec.ts', title: 'a CIBA client is told by ping, and asks for its tokens at once' }],
      },
    },
    {
      name: 'Implicit: `id_token`',
      specs: 'OpenID Connect Core §3.2',
      proofs: {
        unit: [{ file: 'unit/protocol/authorization-response.test.ts', title: 'brings what was asked for, or is refused' }],
        oidcProvider: [{ file: 'integration/extensions/grants.test.ts', title: 'take an ID token out of the fragment, and check it' }],
      },
    },
    {
      name: 'Implicit: `token`, `id_token token`, `none`',
      specs: 'RFC 6749 §4.2, Multiple Response Types',
      proofs: {
        oidcProvider: [{ file: 'integration/extensions/grants.test.ts', title: 'end well with nothing, where nothing was asked for' }],
        fixture: [
          {
            file: 'integration/extensions/response-types.test.ts',
            title: 'token: the access token is taken out of the fragment, with its type and lifetime',
          },
          { file: 'integration/extensions/response-types.test.ts', title: 'id_token token: at_hash binds the access token' },
          { file: 'integration/extensions/response-types.test.ts', title: 'none: the redirect brings no token' },
        ],
        browser: [{ file: 'e2e/grants.spec.ts', title: 'tokens are taken out of the fragment and held against their hashes' }],
      },
    },
    {
      name: 'Hybrid: `code id_token`',
      specs: 'OpenID Connect Core §3.3',
      proofs: {
        oidcProvider: [{ file: 'integration/extensions/grants.test.ts', title: 'redeem the code that came beside an ID token' }],
        commandLine: [
          { file: 'integration/cli/extensions.test.ts', title: 'hybrid, pushed, as a signed object, answered as a JWT, with DPoP' },
        ],
        browser: [{ file: 'e2e/extensions.spec.ts', title: 'a hybrid run is pushed and bound to a key' }],
      },
    },
    {
      name: 'Hybrid: `code token`, `code id_token token`',
      specs: 'OpenID Connect Core §3.3',
      proofs: {
        fixture: [
          {
            file: 'integration/extensions/response-types.test.ts',
            title: 'code token: the code is redeemed, and the token of the token endpoint wins',
          },
          { file: 'integration/extensions/response-types.test.ts', title: 'code id_token token: every hash is checked in the redirect' },
        ],
      },
    },
    {
      name: '`at_hash`, `c_hash`, `s_hash`, right and wrong',
      specs: 'OpenID Connect Core §3.3.2.11',
      proofs: {
        unit: [{ file: 'unit/verdicts/id-token-extras.test.ts', title: 'id_token_c_hash' }],
        fixture: [{ file: 'integration/extensions/response-types.test.ts', title: 'beside a code: the code is sent nowhere' }],
        browser: [{ file: 'e2e/grants.spec.ts', title: 'tokens are taken out of the fragment and held against their hashes' }],
      },
    },
    {
      name: 'Extension grant',
      specs: 'RFC 6749 §4.5',
      proofs: {
        commandLine: [
          { file: 'integration/cli/extensions.test.ts', title: 'any URI is an extension grant, with the parameters that are given' },
        ],
      },
    },
  ],
};
