import type { CapturePort, Clock } from '../../shared/ports.ts';
import { openCaptureListener } from './capture-listener.ts';
import { loopbackCertificate } from './loopback-certificate.ts';
import { probeRedirect } from './probe-redirect.ts';

/**
 * Listens for a screen, as `grantbench capture` does for a terminal.
 *
 * @param folder where the certificate of HTTPS is kept
 */
export function createCapturePort(clock: Clock, folder: string): CapturePort {
  const listening = new Set<number>();
  return {
    async listen({ port, path, https, captured, stray }) {
      const certificate = https ? await loopbackCertificate(folder) : null;
      const listener = await openCaptureListener({ port, path, certificate, clock, captured, stray });
      listening.add(listener.port);
      return {
        port: listener.port,
        addresses: listener.addresses,
        fingerprint: certificate?.fingerprint ?? null,
        async close() {
          await listener.close();
          listening.delete(listener.port);
        },
      };
    },
    probe: (redirectUri) => probeRedirect(redirectUri, (port) => listening.has(port)),
  };
}
