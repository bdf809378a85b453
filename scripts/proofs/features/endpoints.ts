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
        ],
      },
    },
    {
      name: 'Protected resource metadata',
      specs: 'RFC 9728',
      proofs: {
        unit: [{ file: 'unit/protocol/resource-metadata.test.ts', title: 'where a resource publishes its metadata' }],
        commandLine: [{ file: 'integration/cli/discover.test.ts', title: 'finds the metadata between host and path' }],
      },
    },
    {
      name: 'Introspection',
      specs: 'RFC 7662',
      proofs: {
        unit: [{ file: 'unit/workbench/endpoints.test.ts', title: '' }],
        oidcProvider: [{ file: 'integration/endpoints/endpoints.test.ts', title: 'says that a token is active, and whose it is' }],
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
      },
    },
    {
      name: 'Held tokens, sealed',
      specs: '',
      proofs: {
        fixture: [
          { file: 'integration/storage/tokens.test.ts', title: 'nothing of a token but the clear columns can be read in the files' },
        ],
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
        ],
        commandLine: [{ file: 'integration/cli/capture.test.ts', title: 'prints one JSON line for each request and ends with the count' }],
      },
    },
  ],
};
