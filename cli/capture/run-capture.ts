import { systemClock } from '../../node/clock-random.ts';
import { dataFolder } from '../../node/data-folder.ts';
import { openCaptureListener } from '../../node/redirect/capture-listener.ts';
import { loopbackCertificate } from '../../node/redirect/loopback-certificate.ts';
import { AppError } from '../../shared/errors.ts';
import type { HarEntry } from '../../shared/exchange/har.ts';
import type { CapturedHit } from '../../shared/ports.ts';
import { readCapture } from '../../shared/protocol/read-capture.ts';
import { captureRecord } from '../../shared/workbench/capture-record.ts';
import type { CaptureOptions } from '../capture.ts';
import { certificateWords } from '../certificate-words.ts';
import type { ExitCode } from '../exit-code.ts';
import { writeLine } from '../output.ts';
import { untilStopped } from '../until-stopped.ts';
import { writeHar } from '../write-har.ts';
import { hitDocument, hitText } from './print-hit.ts';

/** Hits whose exchanges are kept for `--har`. */
const maxKept = 10_000;

/**
 * Listens, prints each request as it arrives, and ends by count, time or Ctrl-C.
 *
 * @throws AppError `REDIRECT_PORT_IN_USE`, `REDIRECT_TIMEOUT`, `STORE_FAILED`
 */
export async function runCapture(options: CaptureOptions): Promise<ExitCode> {
  const certificate = options.https ? await loopbackCertificate(dataFolder(options.dataDir)) : null;
  const kept: HarEntry[] = [];
  const full = Promise.withResolvers<'full'>();
  let count = 0;
  let printing: Promise<void> = Promise.resolve();

  const take = (hit: CapturedHit) => {
    if (count === options.count) return;
    count += 1;
    const { view, sealed } = captureRecord(crypto.randomUUID(), hit);
    const entry = { template: view.exchange, sealed: options.showSecrets ? sealed.exchange : null };
    if (options.har !== undefined && kept.length < maxKept) kept.push(entry);
    const reading = readCapture(hit);
    const line = options.json ? JSON.stringify(hitDocument(hit, reading, count, entry)) : hitText(hit, reading, count);
    printing = printing.then(() => writeLine(process.stdout, line));
    printing.catch(full.reject);
    if (count === options.count) full.resolve('full');
  };
  const stopped = untilStopped().then(() => 'stopped' as const);
  const listener = await openCaptureListener({
    port: options.port,
    path: options.path ?? null,
    certificate,
    clock: systemClock,
    captured: take,
    stray: (reason) => void writeLine(process.stderr, `grantbench: not recorded: ${reason}`).catch(() => {}),
  });
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<'late'>((resolve) => {
    if (options.timeout !== undefined) timer = setTimeout(() => resolve('late'), options.timeout * 1_000);
  });
  try {
    const address = `${options.https ? 'https' : 'http'}://127.0.0.1:${listener.port}${options.path ?? '/'}`;
    await writeLine(process.stderr, `Listening at ${address} (also localhost and [::1]). Ctrl-C ends it.`);
    if (certificate !== null) await writeLine(process.stderr, certificateWords(certificate));
    const end = await Promise.race([full.promise, stopped, timeUp]);
    await listener.close();
    await printing;
    if (options.har !== undefined) await writeHar(options.har, kept);
    const missing = options.count === undefined ? count === 0 : count < options.count;
    if (end === 'late' && missing) throw tooFew(count, options);
    return end === 'stopped' && missing ? 130 : 0;
  } finally {
    clearTimeout(timer);
    await listener.close();
  }
}

function tooFew(count: number, { count: wanted, timeout }: CaptureOptions): AppError {
  const came = count === 0 ? 'No request' : `${count} of ${wanted} requests`;
  return new AppError('REDIRECT_TIMEOUT', {
    message: `${came} arrived within ${timeout} s.`,
    hint: 'Check that the application sends the browser to exactly this address; grantbench doctor <redirect-uri> finds what is in the way.',
  });
}
