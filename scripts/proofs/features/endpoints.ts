import type { FeatureGroup } from '../proof.ts';

/** Every other endpoint, and using a token. */
export const endpointsFeatures: FeatureGroup = {
  title: 'Other endpoints, using tokens',
  features: [
    {
      name: 'Server metadata, found and refused',
      specs: 'RFC 8414, OpenID Connect Discovery',
      proofs: {
        fixture: [
          { file: 'integration/grants/discovery.test.ts', title: 'metadata is found' },
          { file: 'integration/grants/discovery.test.ts', title: 'metadata is refused' },
        ],
        browser: [{ file: 'e2e/form.spec.ts', title: 'a pasted issuer is discovered, its document shown' }],
      },
    },
    {
      name: 'Server metadata as a page, against OAuth 2.1, RFC 9700, FAPI 2.0',
      specs: 'RFC 8414',
      proofs: {
        unit: [
          { file: 'unit/servers/metadata/read-metadata.test.ts', title: 'explains what is said, and what silence means' },
          { file: 'unit/servers/metadata/read-metadata.test.ts', title: 'tells where each requirement is written' },
        ],
        commandLine: [
          { file: 'integration/cli/discover.test.ts', title: 'gives the document as it was, with what is to be said about it' },
          { file: 'integration/cli/discover.test.ts', title: 'fails a build that requires what the server does not meet' },
        ],
        browser: [{ file: 'e2e/form.spec.ts', title: 'a pasted issuer is discovered, its document shown' }],
      },
    },
    {
      name: 'Protected resource metadata',
      specs: 'RFC 9728',
      proofs: {
        unit: [{ file: 'unit/protocol/resource-metadata.test.ts', title: 'where a resource publishes its metadata' }],
        commandLine: [{ file: 'integration/cli/discover.test.ts', title: 'finds the metadata between host and path' }],
        browser: [
          { file: 'e2e/endpoints.spec.ts', title: 'a token is introspected and used from its card' },
          { file: 'e2e/grants.spec.ts', title: 'an API says what it wants' },
        ],
      },
    },
    {
      name: 'Introspection',
      specs: 'RFC 7662',
      proofs: {
        unit: [{ file: 'unit/workbench/endpoints.test.ts', title: '' }],
        oidcProvider: [{ file: 'integration/endpoints/endpoints.test.ts', title: 'says that a token is active, and whose it is' }],
        commandLine: [
          { file: 'integration/cli/endpoints.test.ts', title: 'introspect, userinfo, revoke, introspect: the life of a token' },
        ],
        browser: [{ file: 'e2e/endpoints.spec.ts', title: 'a token is introspected and used from its card' }],
      },
    },
    {
      name: 'Introspection answered as a JWT, signed and encrypted',
      specs: 'RFC 9701',
      proofs: {
        oidcProvider: [
          { file: 'integration/endpoints/endpoints.test.ts', title: 'is a signed JWT where that is asked for' },
          { file: 'integration/endpoints/endpoints.test.ts', title: 'is opened where it is encrypted, with the key of the client' },
        ],
      },
    },
    {
      name: 'Revocation',
      specs: 'RFC 7009',
      proofs: {
        oidcProvider: [
          { file: 'integration/endpoints/endpoints.test.ts', title: 'makes a token good for nothing, and an unknown one is no error' },
        ],
        commandLine: [
          { file: 'integration/cli/endpoints.test.ts', title: 'introspect, userinfo, revoke, introspect: the life of a token' },
        ],
      },
    },
    {
      name: 'Userinfo: plain, signed, encrypted; `sub` compared',
      specs: 'OpenID Connect Core §5.3',
      proofs: {
        oidcProvider: [
          { file: 'integration/endpoints/endpoints.test.ts', title: 'names the user of the ID token' },
          { file: 'integration/endpoints/endpoints.test.ts', title: 'must not be used where it is about somebody else' },
          { file: 'integration/endpoints/endpoints.test.ts', title: 'is signed and encrypted for a client that is registered so' },
        ],
        commandLine: [
          { file: 'integration/cli/endpoints.test.ts', title: 'introspect, userinfo, revoke, introspect: the life of a token' },
        ],
      },
    },
    {
      name: 'Using a token: header, query, form, DPoP',
      specs: 'RFC 6750 §2, RFC 9449 §7',
      proofs: {
        fixture: [
          { file: 'integration/endpoints/resource.test.ts', title: 'in the Authorization header, with nothing asked of any other server' },
          { file: 'integration/endpoints/resource.test.ts', title: 'in the URL, with a warning' },
          { file: 'integration/endpoints/resource.test.ts', title: 'in a form' },
          { file: 'integration/endpoints/resource.test.ts', title: 'under DPoP, once more where the resource wants its nonce' },
        ],
        commandLine: [
          { file: 'integration/cli/endpoints.test.ts', title: 'puts the token in the header; what comes back is the body' },
          { file: 'integration/cli/endpoints.test.ts', title: '--dpop-key: the token is bound to the key of the file' },
        ],
        browser: [{ file: 'e2e/endpoints.spec.ts', title: 'a token is introspected and used from its card' }],
      },
    },
    {
      name: 'Variables of an environment in a call',
      specs: '',
      proofs: {
        unit: [{ file: 'unit/workbench/endpoints.test.ts', title: 'fills the variables of the chosen environment into a call' }],
        commandLine: [{ file: 'integration/cli/profile.test.ts', title: 'lends the variables of its environment to a call' }],
      },
    },
    {
      name: 'Challenges explained',
      specs: 'RFC 6750 §3, RFC 9470, RFC 9728',
      proofs: {
        unit: [{ file: 'unit/protocol/challenges.test.ts', title: 'challenges as RFC 9110 writes them' }],
        fixture: [
          { file: 'integration/endpoints/resource.test.ts', title: 'by its challenges, several of them' },
          { file: 'integration/endpoints/resource.test.ts', title: 'with what a stronger authentication takes' },
        ],
        commandLine: [{ file: 'integration/cli/endpoints.test.ts', title: 'explains the challenge of a refusal, exit 1' }],
        browser: [{ file: 'e2e/endpoints.spec.ts', title: 'a token is introspected and used from its card' }],
      },
    },
    {
      name: 'Step-up and more scope: a challenge becomes a new authorization request',
      specs: 'RFC 9470 §4, RFC 6750 §3.1',
      proofs: {
        fixture: [
          { file: 'integration/grants/causes.test.ts', title: 'step_up_wanted' },
          { file: 'integration/grants/causes.test.ts', title: 'a step-up challenge becomes the parameters of a new authorization request' },
        ],
        browser: [{ file: 'e2e/endpoints.spec.ts', title: 'a token is introspected and used from its card' }],
      },
    },
    {
      name: 'Signing out, and the way back',
      specs: 'OpenID Connect RP-Initiated Logout 1.0',
      proofs: {
        oidcProvider: [
          { file: 'integration/endpoints/logout.test.ts', title: 'signs out with the ID token of a run' },
          { file: 'integration/endpoints/logout.test.ts', title: 'a way back with another state is not taken for ours' },
        ],
        commandLine: [{ file: 'integration/cli/logout.test.ts', title: 'asks for the browser in one line, and checks the way back' }],
        browser: [{ file: 'e2e/logout.spec.ts', title: 'a user is signed out with the ID token of a run' }],
      },
    },
    {
      name: 'Clients registered, read, changed, deleted (use-case; no command, no screen yet)',
      specs: 'RFC 7591, RFC 7592',
      proofs: {
        oidcProvider: [
          { file: 'integration/endpoints/registration.test.ts', title: 'a client is registered, read, changed and deleted' },
          { file: 'integration/endpoints/registration.test.ts', title: 'a registered client becomes a profile that gets a token' },
          { file: 'integration/endpoints/registration-contract.test.ts', title: 'of its own, that gets a token' },
          { file: 'integration/endpoints/registration-contract.test.ts', title: 'is read and changed with a token that changes each time' },
        ],
        fixture: [{ file: 'integration/endpoints/registration.test.ts', title: 'answers nobody should give' }],
        commandLine: [
          { file: 'integration/cli/register.test.ts', title: 'a client is registered, changed and deleted' },
          { file: 'integration/cli/register.test.ts', title: 'kept as a profile: its secrets are in the keychain' },
        ],
        browser: [{ file: 'e2e/registration.spec.ts', title: 'a client is registered from what a profile does' }],
      },
    },
    {
      name: 'Held tokens, sealed',
      specs: '',
      proofs: {
        fixture: [
          { file: 'integration/storage/tokens.test.ts', title: 'nothing of a token but the clear columns can be read in the files' },
          { file: 'integration/storage/tokens.test.ts', title: 'outlive the retention of their run' },
        ],
        browser: [{ file: 'e2e/tokens.spec.ts', title: 'tokens are held: refreshed with a narrower scope, used as a subject token' }],
      },
    },
    {
      name: 'Held tokens marked as revoked, or not active',
      specs: 'RFC 7009, RFC 7662',
      proofs: {
        unit: [{ file: 'unit/workbench/endpoints.test.ts', title: 'notes at the held token what the server says of it' }],
        fixture: [{ file: 'integration/storage/tokens.test.ts', title: 'what a server said of a token is noted wherever it is held' }],
        commandLine: [
          { file: 'integration/cli/held-token.test.ts', title: 'revoke with a profile marks the token where the workbench holds it' },
        ],
        browser: [{ file: 'e2e/tokens.spec.ts', title: 'tokens are held: refreshed with a narrower scope, used as a subject token' }],
      },
    },
    {
      name: 'Redirects of other applications, captured',
      specs: '',
      proofs: {
        fixture: [
          {
            file: 'integration/redirect/capture-workbench.test.ts',
            title: 'is told, listed and shown with codes, states and tokens hidden',
          },
          {
            file: 'integration/redirect/capture-workbench.test.ts',
            title: 'is handed to the run that waits for it, whichever way it came',
          },
          { file: 'integration/redirect/capture-load.test.ts', title: 'none is lost, none gets to another port' },
        ],
        commandLine: [{ file: 'integration/cli/capture.test.ts', title: 'prints one JSON line for each request and ends with the count' }],
        browser: [{ file: 'e2e/capture.spec.ts', title: 'a redirect is caught, read, handed to the run that waits for it' }],
      },
    },
    {
      name: 'Ways back into a run, all open at once',
      specs: 'RFC 8252 §7, §8.10, §8.12',
      proofs: {
        unit: [
          { file: 'unit/electron/sign-in-window.test.ts', title: 'is taken out before it is sent, though nobody listens there' },
          { file: 'unit/electron/sign-in-window.test.ts', title: 'come from a second start' },
        ],
        fixture: [
          { file: 'integration/redirect/https-redirect.test.ts', title: 'that comes as plain HTTP is told what it met' },
          { file: 'integration/redirect/armed-together.test.ts', title: 'all at once: exactly one is taken' },
          { file: 'integration/grants/redirect-ways.test.ts', title: 'HTTPS loopback' },
          { file: 'integration/desktop/built-desktop.test.ts', title: 'reaches its run' },
        ],
        commandLine: [{ file: 'integration/cli/token.test.ts', title: 'a redirect over HTTPS' }],
        browser: [{ file: 'e2e/redirect-pages.spec.ts', title: 'a browser that does not trust the certificate' }],
      },
    },
    {
      name: 'A redirect URI examined',
      specs: 'RFC 8252 §7.3',
      proofs: {
        unit: [{ file: 'unit/diagnosis/redirect-doctor.test.ts', title: 'the first difference' }],
        fixture: [{ file: 'integration/redirect/capture-workbench.test.ts', title: 'a redirect URI is examined: who holds its port' }],
        commandLine: [
          { file: 'integration/cli/capture.test.ts', title: 'the doctor names who has the port and the character that differs' },
        ],
        browser: [{ file: 'e2e/capture.spec.ts', title: 'a redirect URI is examined; a redirect is caught' }],
      },
    },
    {
      name: 'Runs and captured requests exported, masked',
      specs: 'HAR 1.2',
      proofs: {
        unit: [
          { file: 'unit/exchange/har.test.ts', title: 'an archive is HAR 1.2 and masked, whatever was exchanged' },
          { file: 'unit/workbench/exporting.test.ts', title: 'a run is exported masked' },
        ],
        commandLine: [{ file: 'integration/cli/token.test.ts', title: 'its exchanges are kept as HAR, masked' }],
        browser: [{ file: 'e2e/capture.spec.ts', title: 'handed to the run that waits for it, and exported' }],
      },
    },
  ],
};
