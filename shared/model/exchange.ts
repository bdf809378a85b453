import { appErrorData } from './app-error.ts';
import { z } from './zod.ts';

/** What a sealed value is, known by the field it was found in. Tells the reader what is hidden. */
export const sealKind = z.enum([
  'authorization',
  'client_secret',
  'password',
  'code',
  'code_verifier',
  'state',
  'access_token',
  'refresh_token',
  'id_token',
  'token',
  'assertion',
  'cookie',
  'secret',
  'binary',
]);
export type SealKind = z.infer<typeof sealKind>;

/** The place of a sealed value in a template: an index into the exchange's sealed values. */
export const seal = z.strictObject({ sealed: z.number().int().min(0), kind: sealKind });
export type Seal = z.infer<typeof seal>;

/**
 * Text with its sensitive parts taken out. Parts instead of marked-up text, so that nothing a
 * server sends can be mistaken for a placeholder.
 */
export const sealedText = z.array(z.union([z.string(), seal]));
export type SealedText = z.infer<typeof sealedText>;

export const bodyTemplate = z.strictObject({
  /** Bytes on the wire, before decoding. */
  wireSize: z.number().int().min(0),
  /** Bytes after `Content-Encoding` was undone. */
  size: z.number().int().min(0),
  /** Whether this is only a beginning: the receiver stopped at the size limit, or compressed data had no end. */
  truncated: z.boolean(),
  text: sealedText,
});
export type BodyTemplate = z.infer<typeof bodyTemplate>;

/** Milliseconds each phase took; null where the phase did not happen (a kept-alive connection has no DNS). */
export const timings = z.strictObject({
  /** Of the proxy's name, where there is a proxy. */
  dns: z.number().nullable(),
  /** TCP, to the proxy where there is one. */
  connect: z.number().nullable(),
  /** Asking the proxy for the way to the server, TLS with the proxy itself included. */
  proxy: z.number().nullable().default(null),
  /** The handshake with the server. */
  tls: z.number().nullable(),
  firstByte: z.number().nullable(),
  total: z.number(),
});
export type Timings = z.infer<typeof timings>;

export const clientCertificateFacts = z.strictObject({
  subject: z.string(),
  /** `x5t#S256`: SHA-256 of the DER certificate, base64url (RFC 8705 §3.1). */
  thumbprint256: z.string(),
});
export type ClientCertificateFacts = z.infer<typeof clientCertificateFacts>;

export const tlsFacts = z.strictObject({
  protocol: z.string(),
  cipher: z.string(),
  /** Whether the certificate chain and host name were found good, whatever was then done about it. */
  authorized: z.boolean(),
  authorizationError: z.string().nullable(),
  subject: z.string(),
  issuer: z.string(),
  /** SHA-256 of the certificate, colon-separated hex. */
  fingerprint256: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  /** What this client had ready for a server that asks who it is. TLS does not tell the client whether it was looked at. */
  clientCertificate: clientCertificateFacts.nullable().default(null),
});
export type TlsFacts = z.infer<typeof tlsFacts>;

const templateHeaders = z.array(z.tuple([z.string(), sealedText]));

/** One request and what came back, as it was on the wire, with the sensitive values taken out. */
export const exchangeTemplate = z.strictObject({
  /** Epoch milliseconds. */
  startedAt: z.number(),
  request: z.strictObject({
    method: z.string(),
    url: sealedText,
    httpVersion: z.string(),
    headers: templateHeaders,
    body: bodyTemplate.nullable(),
  }),
  response: z
    .strictObject({
      status: z.number().int(),
      statusText: z.string(),
      httpVersion: z.string(),
      headers: templateHeaders,
      body: bodyTemplate,
    })
    .nullable(),
  timings,
  tls: tlsFacts.nullable(),
  /** The proxy in between: scheme, host and port. */
  proxy: z.string().optional(),
  error: appErrorData.nullable(),
});
export type ExchangeTemplate = z.infer<typeof exchangeTemplate>;

/** The other half of an exchange: what was taken out of the template. Only ever stored encrypted. */
export const sealedValues = z.strictObject({
  values: z.array(z.string()),
  /** Base64 of the wire bytes, where they are not the UTF-8 of the text. */
  requestBytes: z.string().optional(),
  responseBytes: z.string().optional(),
});
export type SealedValues = z.infer<typeof sealedValues>;

/** Parts of an exchange that can be shown with their sealed values put back. */
export const exchangeField = z.enum(['request.url', 'request.headers', 'request.body', 'response.headers', 'response.body']);
export type ExchangeField = z.infer<typeof exchangeField>;
