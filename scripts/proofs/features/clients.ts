import type { FeatureGroup } from '../proof.ts';

/** How a client proves itself, and how requests reach the server. */
export const clientsFeatures: FeatureGroup = {
  title: 'Client authentication and the way to the server',
  features: [
    {
      name: '`client_secret_basic`, `client_secret_post`',
      specs: 'RFC 6749 §2.3.1',
      proofs: {
        unit: [{ file: 'unit/protocol/requests.test.ts', title: 'in the body is form-encoded once, by the body' }],
        oidcProvider: [
          { file: 'integration/grants/discovery.test.ts', title: 'form-encoded reach a server that decodes them' },
          { file: 'integration/grants/grants.test.ts', title: 'bring an opaque token, and nothing is held against the answer' },
        ],
        fixture: [{ file: 'integration/grants/discovery.test.ts', title: 'raw reach a server that splits at the first colon' }],
        commandLine: [
          { file: 'integration/cli/token.test.ts', title: 'the secret in the body, an opaque token, and endpoints without discovery' },
        ],
        browser: [{ file: 'e2e/four-grants.spec.ts', title: 'all four grants run through the screen' }],
      },
    },
    {
      name: '`client_secret_jwt`',
      specs: 'RFC 7523 §2.2',
      proofs: {
        oidcProvider: [{ file: 'integration/extensions/authorization.test.ts', title: 'signed with the client secret' }],
      },
    },
    {
      name: '`private_key_jwt`',
      specs: 'RFC 7523 §2.2',
      proofs: {
        unit: [{ file: 'unit/keys/read-key.test.ts', title: '' }],
        oidcProvider: [
          { file: 'integration/extensions/authorization.test.ts', title: 'signed with a private key (' },
          { file: 'integration/extensions/authorization.test.ts', title: 'signed with an encrypted PEM key, and its passphrase' },
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
      name: '`tls_client_auth`, `self_signed_tls_client_auth`',
      specs: 'RFC 8705 §2',
      proofs: {
        unit: [{ file: 'unit/protocol/http-limits.test.ts', title: 'are used with a certificate, never in the browser' }],
        oidcProvider: [
          { file: 'integration/grants/mutual-tls.test.ts', title: 'gets a token bound to it, at the alias of the token endpoint' },
        ],
        fixture: [
          { file: 'integration/http/client-certificate.test.ts', title: 'is shown to servers that ask, and recorded with its thumbprint' },
        ],
        commandLine: [{ file: 'integration/cli/transport.test.ts', title: 'PEM: the certificate alone is the proof' }],
        browser: [
          {
            file: 'e2e/tls-and-proxy.spec.ts',
            title: 'a profile with a client certificate and a proxy gets a token bound to the certificate',
          },
        ],
      },
    },
    {
      name: 'Certificate-bound access tokens',
      specs: 'RFC 8705 §3',
      proofs: {
        unit: [{ file: 'unit/verdicts/certificate-binding.test.ts', title: '' }],
        oidcProvider: [
          { file: 'integration/grants/mutual-tls.test.ts', title: 'gets a token bound to it, at the alias of the token endpoint' },
        ],
        browser: [
          {
            file: 'e2e/tls-and-proxy.spec.ts',
            title: 'a profile with a client certificate and a proxy gets a token bound to the certificate',
          },
        ],
      },
    },
    {
      name: '`none`: public clients',
      specs: 'RFC 6749 §2.1',
      proofs: {
        unit: [{ file: 'unit/protocol/requests.test.ts', title: 'none names the client and nothing else' }],
        oidcProvider: [{ file: 'integration/grants/grants.test.ts', title: 'brings tokens for the user' }],
        commandLine: [{ file: 'integration/cli/token.test.ts', title: 'a public client with --auth-method none' }],
      },
    },
    {
      name: 'A scheme of one’s own',
      specs: '',
      proofs: {
        fixture: [
          { file: 'integration/extensions/grants.test.ts', title: 'sends the headers and parameters that were given, and nothing else' },
        ],
        commandLine: [
          { file: 'integration/cli/extensions.test.ts', title: 'saml2_bearer sends the assertion of a file, and a scheme of its own' },
        ],
      },
    },
    {
      name: 'HTTP and SOCKS proxies',
      specs: 'RFC 9110 §9.3.6, RFC 1928',
      proofs: {
        unit: [{ file: 'unit/proxy/environment-proxy.test.ts', title: '' }],
        oidcProvider: [{ file: 'integration/grants/mutual-tls.test.ts', title: 'HTTP: discovery, token and keys all go through it' }],
        fixture: [
          { file: 'integration/http/proxy.test.ts', title: 'gets CONNECT for https' },
          { file: 'integration/http/proxy.test.ts', title: 'resolves the name itself with socks5h, and takes credentials' },
        ],
        commandLine: [
          {
            file: 'integration/cli/transport.test.ts',
            title: 'PKCS #12 with its passphrase in a variable, the proxy from the environment',
          },
        ],
        browser: [
          {
            file: 'e2e/tls-and-proxy.spec.ts',
            title: 'a profile with a client certificate and a proxy gets a token bound to the certificate',
          },
        ],
      },
    },
    {
      name: 'Authorities of one’s own, certificate checks off',
      specs: 'RFC 8446',
      proofs: {
        fixture: [{ file: 'integration/http/tls.test.ts', title: 'is trusted with its own authority, by name and by address' }],
        browser: [{ file: 'e2e/form.spec.ts', title: 'switching certificate checks off is never out of sight' }],
      },
    },
    {
      name: 'Dialects and presets of servers',
      specs: '',
      proofs: {
        unit: [
          { file: 'unit/servers/presets.test.ts', title: '' },
          { file: 'unit/protocol/speak-dialect.test.ts', title: '' },
        ],
        fixture: [
          { file: 'integration/servers/thinktecture.test.ts', title: '' },
          { file: 'integration/servers/identityserver3.test.ts', title: '' },
          { file: 'integration/servers/empowerid.test.ts', title: '' },
          { file: 'integration/servers/curity.test.ts', title: '' },
        ],
        commandLine: [{ file: 'integration/cli/presets.test.ts', title: '' }],
        browser: [{ file: 'e2e/servers.spec.ts', title: 'four servers, each from its preset to a token' }],
      },
    },
  ],
};
