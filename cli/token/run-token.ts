import type { RunRecord, Step } from '../../shared/model/run.ts';
import { type RunObserver, runGrant } from '../../shared/workbench/run-grant.ts';
import { type ExitCode, exitCodeOfRun } from '../exit-code.ts';
import { writeLine } from '../output.ts';
import { observeSteps } from '../server/tell-run.ts';
import type { TokenOptions } from '../token.ts';
import { askForAuthorization } from './ask-for-authorization.ts';
import { printRun } from './print-run.ts';
import { profileFromOptions } from './profile-from-options.ts';
import { tellWaiting } from './tell-waiting.ts';
import { tokenDocument } from './token-document.ts';
import { withProfile } from './with-profile.ts';

/**
 * Runs the grant that the options describe and prints what came of it.
 *
 * @throws AppError for input and stored data that cannot be used; what happens on the wire is in the output instead.
 */
export async function runToken(issuer: string | undefined, options: TokenOptions): Promise<ExitCode> {
  const { har, showSecrets = false } = options;
  const record = await withProfile(
    issuer,
    options,
    (saved, preset) => profileFromOptions(issuer, options, saved, preset),
    async (ports, request) => {
      // An archive that cannot be written must be known before there are tokens to lose.
      if (har !== undefined) await keepHar(har, null, false);
      return runGrant(ports, request, observe(options));
    },
  );
  const code = exitCodeOfRun(record);
  if (har !== undefined) await keepHar(har, record, showSecrets);
  if (options.json) await writeLine(process.stdout, JSON.stringify(tokenDocument(record, code === 0, showSecrets)));
  else await printRun(record);
  return code;
}

/** What writes archives is not even loaded without one. */
async function keepHar(file: string, record: RunRecord | null, showSecrets: boolean): Promise<void> {
  const [{ harOfRun }, { writeHar }] = await Promise.all([import('../../shared/workbench/run-export.ts'), import('../write-har.ts')]);
  await writeHar(file, record === null ? [] : harOfRun(record, showSecrets));
}

function observe(options: TokenOptions): RunObserver {
  const { stepped } = observeSteps(options);
  const waited = new Set<string>();
  const tell = (step: Step) => {
    const what = `${step.index} ${step.waiting?.open?.certificate?.refused === true}`;
    if (step.waiting !== null && !waited.has(what)) {
      waited.add(what);
      void tellWaiting(step, options.json === true);
    }
    stepped(step);
  };
  return { stepped: tell, authorizationRequested: (request) => askForAuthorization(request, options) };
}
