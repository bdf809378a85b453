/** How requests of a profile reach the server. They hold for every request: discovery, tokens, keys, all. */
import { longText, shortText } from './text-limits.ts';
import { secretRef } from './value.ts';
import { z } from './zod.ts';

const secret = secretRef.nullable().default(null);

export const tlsSettings = z.strictObject({
  /** PEM certificates trusted besides the system's; empty for none. */
  ca: longText.default(''),
  verify: z.boolean().default(true),
  /** Accept `http://` on hosts that are not loopback. */
  allowInsecureHttp: z.boolean().default(false),
  /** PEM certificate chain the client presents; empty for none. Its key is a secret. */
  certificate: longText.default(''),
  certificateKey: secret,
  /** The same as one PKCS#12 file, Base64; wins over `certificate`. */
  pfx: secret,
  /** Of the PKCS#12 file, or of an encrypted key. */
  pfxPassphrase: secret,
});
export type TlsSettings = z.infer<typeof tlsSettings>;

export const proxySettings = z.strictObject({
  /** `environment`: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY. `system`: what the operating system says. */
  kind: z.enum(['none', 'url', 'environment', 'system']).default('environment'),
  /** `http://`, `https://`, `socks5://` or `socks5h://`, without credentials. */
  url: shortText.default(''),
  username: shortText.default(''),
  password: secret,
});
export type ProxySettings = z.infer<typeof proxySettings>;
