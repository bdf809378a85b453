import type { FeatureGroup } from '../proof.ts';

/** What protects the authorization request and what comes back. */
export const requestsFeatures: FeatureGroup = {
  title: 'The authorization request and its response',
  features: [
    {
      name: 'Pushed authorization requests (PAR)',
      specs: 'RFC 9126',
      proofs: {
        oidcProvider: [{ file: 'integration/extensions/authorization.test.ts', title: 'can be pushed' }],
        commandLine: [
          { file: 'integration/cli/extensions.test.ts', title: 'hybrid, pushed, as a signed object, answered as a JWT, with DPoP' },
        ],
        browser: [
          { file: 'e2e/extensions.spec.ts', title: 'a hybrid run is pushed and bound to a key' },
          { file: 'e2e/grants.spec.ts', title: 'a FAPI 2.0 profile runs as one' },
        ],
      },
    },
    {
      name: 'Request objects (JAR): signed, encrypted, by value, pushed',
      specs: 'RFC 9101',
      proofs: {
        oidcProvider: [{ file: 'integration/extensions/authorization.test.ts', title: 'can be a signed object, ' }],
        commandLine: [
          { file: 'integration/cli/extensions.test.ts', title: 'hybrid, pushed, as a signed object, answered as a JWT, with DPoP' },
        ],
      },
    },
    {
      name: 'JWT responses (JARM): signed, encrypted, every mode',
      specs: 'OpenID JARM',
      proofs: {
        oidcProvider: [
          { file: 'integration/extensions/authorization.test.ts', title: 'is verified' },
          { file: 'integration/extensions/authorization.test.ts', title: 'is decrypted with the key of the client' },
        ],
        commandLine: [
          { file: 'integration/cli/extensions.test.ts', title: 'hybrid, pushed, as a signed object, answered as a JWT, with DPoP' },
        ],
      },
    },
    {
      name: 'Authorization details (RAR), asked against granted',
      specs: 'RFC 9396',
      proofs: {
        oidcProvider: [
          {
            file: 'integration/extensions/authorization.test.ts',
            title: 'carries what OpenID Connect adds, several resources and the details',
          },
        ],
        commandLine: [
          {
            file: 'integration/cli/extensions.test.ts',
            title: 'a FAPI 2.0 profile, with what OpenID Connect and authorization_details add',
          },
        ],
      },
    },
    {
      name: 'Resource indicators',
      specs: 'RFC 8707',
      proofs: {
        oidcProvider: [
          {
            file: 'integration/extensions/authorization.test.ts',
            title: 'carries what OpenID Connect adds, several resources and the details',
          },
        ],
        commandLine: [{ file: 'integration/cli/extensions.test.ts', title: 'token exchange takes tokens, types, audiences and resources' }],
      },
    },
    {
      name: 'Parameters of OpenID Connect',
      specs: 'OpenID Connect Core §3.1.2.1',
      proofs: {
        oidcProvider: [
          {
            file: 'integration/extensions/authorization.test.ts',
            title: 'carries what OpenID Connect adds, several resources and the details',
          },
        ],
        commandLine: [
          {
            file: 'integration/cli/extensions.test.ts',
            title: 'a FAPI 2.0 profile, with what OpenID Connect and authorization_details add',
          },
        ],
      },
    },
    {
      name: 'DPoP, nonces, bound tokens',
      specs: 'RFC 9449',
      proofs: {
        oidcProvider: [
          {
            file: 'integration/extensions/authorization.test.ts',
            title: 'proves possession at the token endpoint; the nonce challenge is answered once',
          },
        ],
        fixture: [{ file: 'integration/endpoints/resource.test.ts', title: 'under DPoP, once more where the resource wants its nonce' }],
        commandLine: [
          { file: 'integration/cli/extensions.test.ts', title: 'hybrid, pushed, as a signed object, answered as a JWT, with DPoP' },
        ],
        browser: [{ file: 'e2e/grants.spec.ts', title: 'a FAPI 2.0 profile runs as one' }],
      },
    },
    {
      name: 'Encrypted ID tokens: for a key of the client, or with one made of its secret',
      specs: 'OpenID Connect Core §2, §10.2',
      proofs: {
        unit: [{ file: 'unit/inspector/decrypt-token.test.ts', title: 'by a key made of a client secret: ' }],
        oidcProvider: [
          { file: 'integration/extensions/authorization.test.ts', title: 'is opened with a key made of its secret: ' },
          {
            file: 'integration/extensions/authorization.test.ts',
            title: 'is opened with the decryption key, and what is inside is verified',
          },
          { file: 'integration/extensions/authorization.test.ts', title: 'is kept, and its reading says why' },
        ],
      },
    },
    {
      name: '`state`, `nonce`, issuer in the response',
      specs: 'RFC 6749 §10.12, RFC 9207',
      proofs: {
        unit: [{ file: 'unit/protocol/authorization-response.test.ts', title: 'with the right state and issuer gives its code' }],
        oidcProvider: [
          { file: 'integration/extensions/authorization.test.ts', title: 'runs with PAR, PKCE, private_key_jwt, DPoP and iss, as one' },
        ],
        fixture: [
          {
            file: 'integration/grants/checks.test.ts',
            title: 'a redirect that fails a check stops the flow before the code is sent anywhere',
          },
        ],
        commandLine: [{ file: 'integration/cli/token.test.ts', title: 'a redirect from another issuer is exit 4' }],
        browser: [{ file: 'e2e/diagnosis.spec.ts', title: 'the playground misbehaves as it is told to' }],
      },
    },
    {
      name: 'Response modes: query, fragment, form_post',
      specs: 'Multiple Response Types, Form Post',
      proofs: {
        unit: [{ file: 'unit/verdicts/id-token-extras.test.ts', title: 'a response asked for in ' }],
        oidcProvider: [{ file: 'integration/grants/grants.test.ts', title: 'takes the redirect back as ' }],
        commandLine: [{ file: 'integration/cli/token.test.ts', title: 'response mode form_post: the page of the server posts the code' }],
        browser: [{ file: 'e2e/redirect-pages.spec.ts', title: 'leaves neither code nor state in address bar and history' }],
      },
    },
    {
      name: 'FAPI 2.0 as one profile: `private_key_jwt` with DPoP, and mutual TLS',
      specs: 'FAPI 2.0 Security Profile',
      proofs: {
        oidcProvider: [
          { file: 'integration/extensions/authorization.test.ts', title: 'runs with PAR, PKCE, private_key_jwt, DPoP and iss, as one' },
          { file: 'integration/grants/mutual-tls.test.ts', title: 'tokens bound to it, and iss, as one' },
        ],
        commandLine: [
          {
            file: 'integration/cli/extensions.test.ts',
            title: 'a FAPI 2.0 profile, with what OpenID Connect and authorization_details add',
          },
        ],
        browser: [{ file: 'e2e/grants.spec.ts', title: 'a FAPI 2.0 profile runs as one' }],
      },
    },
    {
      name: 'Break points: what comes next, changed by hand',
      specs: '',
      proofs: {
        oidcProvider: [{ file: 'integration/grants/stops.test.ts', title: 'shows what comes next with secrets masked' }],
        browser: [{ file: 'e2e/steps.spec.ts', title: 'a run stands still where one asked for it' }],
      },
    },
    {
      name: 'Replays: a message of a finished run sent again, changed',
      specs: '',
      proofs: {
        oidcProvider: [
          { file: 'integration/grants/replay.test.ts', title: 'is a code used twice: refused by the server' },
          { file: 'integration/grants/replay.test.ts', title: 'as it was: it holds, and the server refuses the code that was used' },
          { file: 'integration/grants/replay.test.ts', title: 'that was pasted by hand: kept sealed, accepted again with changes' },
        ],
        browser: [{ file: 'e2e/steps.spec.ts', title: 'a token request is sent again: the code is used up' }],
      },
    },
    {
      name: 'Diagnosis of what failed, with a fix',
      specs: '',
      proofs: {
        unit: [{ file: 'unit/diagnosis/causes.test.ts', title: '' }],
        fixture: [{ file: 'integration/grants/causes.test.ts', title: '' }],
        browser: [{ file: 'e2e/diagnosis.spec.ts', title: 'a failed run shows its likely cause; one click applies the fix' }],
      },
    },
  ],
};
