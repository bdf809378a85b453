import type { OpenWays } from '../../shared/model/redirect-way.ts';
import type { Step } from '../../shared/model/run.ts';
import { certificateWords } from '../certificate-words.ts';
import { writeLine } from '../output.ts';
import { printable } from '../printable.ts';

/** Tells what the user is to do at another device, and what they will meet at the browser. */
export async function tellWaiting({ waiting, verdicts }: Step, json: boolean): Promise<void> {
  if (waiting === null || waiting.until === null) return;
  if (waiting.for === 'browser') {
    const unreceived = verdicts.find(({ id }) => id === 'redirect_scheme');
    if (unreceived !== undefined && !json) await writeLine(process.stderr, printable(unreceived.message));
    return tellCertificate(waiting.open?.certificate ?? null, json);
  }
  const expires = Math.max(0, Math.round((waiting.until - Date.now()) / 1_000));
  if (waiting.device === undefined) {
    const { pingAt } = waiting;
    const listens = pingAt === undefined ? '' : ` A ping is awaited at ${pingAt}.`;
    const event = { event: 'ciba.pending', expires_in: expires, ...(pingAt !== undefined && { ping_at: pingAt }) };
    const text = `The user is asked on their own device (${expires} s left).${listens}`;
    return writeLine(process.stderr, json ? JSON.stringify(event) : text);
  }
  const { userCode, verificationUri, verificationUriComplete } = waiting.device;
  if (json) {
    const complete = verificationUriComplete === null ? {} : { verification_uri_complete: verificationUriComplete };
    const event = { event: 'device.pending', user_code: userCode, verification_uri: verificationUri, ...complete, expires_in: expires };
    return writeLine(process.stderr, JSON.stringify(event));
  }
  await writeLine(process.stderr, `Open ${printable(verificationUri)} on any device and enter ${printable(userCode)} (${expires} s left).`);
  if (verificationUriComplete !== null) await writeLine(process.stderr, `Or open ${printable(verificationUriComplete)}`);
}

/** Of a redirect over HTTPS: how to know the certificate, and later that a browser did not take it. */
async function tellCertificate(certificate: OpenWays['certificate'], json: boolean): Promise<void> {
  if (certificate === null) return;
  const { fingerprint, file, refused } = certificate;
  if (json) {
    const event = refused ? 'certificate.refused' : 'certificate.shown';
    return writeLine(process.stderr, JSON.stringify({ event, sha256: fingerprint, file }));
  }
  const untrusted = 'The browser does not trust the certificate yet. Go on there, or paste here where it was sent; the run still waits.';
  await writeLine(process.stderr, refused ? untrusted : certificateWords(certificate));
}
