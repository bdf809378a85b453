import type { HttpOptions, HttpPort, HttpRequest, RawExchange } from '../../../shared/ports.ts';

/** Options that no test but the one that changes them runs into. */
export const patient: HttpOptions = {
  signal: new AbortController().signal,
  timeoutMs: 10_000,
  maxResponseBytes: 1024 * 1024,
  tls: { ca: '', verify: true },
};

/** Sends a GET unless told otherwise. */
export function send(
  port: HttpPort,
  request: Partial<HttpRequest> & { url: string },
  options: Partial<HttpOptions> = {},
): Promise<RawExchange> {
  return port.send({ method: 'GET', headers: [], body: null, ...request }, { ...patient, ...options });
}

/** The decoded body as text. */
export function textOf(exchange: RawExchange): string {
  return Buffer.from(exchange.response?.body ?? []).toString();
}
