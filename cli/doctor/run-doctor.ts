import { probeRedirect } from '../../node/redirect/probe-redirect.ts';
import { examineRedirect } from '../../shared/diagnosis/redirect-doctor.ts';
import type { RedirectReport } from '../../shared/model/redirect-report.ts';
import type { DoctorOptions } from '../doctor.ts';
import type { ExitCode } from '../exit-code.ts';
import { writeLine } from '../output.ts';
import { printable } from '../printable.ts';

/**
 * Examines a redirect URI and prints what was found. Ends in 4 where something stands in the way.
 *
 * @throws AppError `INPUT_URL`
 */
export async function runDoctor(redirectUri: string, { registered, json }: DoctorOptions): Promise<ExitCode> {
  const report = examineRedirect(redirectUri, await probeRedirect(redirectUri), registered ?? null);
  const ok = report.findings.every(({ status }) => status !== 'fail');
  await writeLine(process.stdout, json ? JSON.stringify(reportDocument(report, ok)) : reportText(report));
  return ok ? 0 : 4;
}

/** What `--json` prints; names are stable. */
function reportDocument(
  { redirectUri, kind, probe, register, difference, findings }: RedirectReport,
  ok: boolean,
): Record<string, unknown> {
  return { ok, redirect_uri: redirectUri, kind, addresses: probe.addresses, owner: probe.owner, register, difference, findings };
}

function reportText({ redirectUri, findings, register }: RedirectReport): string {
  return [
    redirectUri,
    ...findings.map(({ status, message }) => `  ${status.padEnd(8)} ${message}`),
    'Register at the server:',
    ...register.map(({ uri, note }) => `  ${uri}  (${note})`),
  ]
    .map(printable)
    .join('\n');
}
