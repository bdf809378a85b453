import { Command, CommanderError } from 'commander';
import { version } from '../node/version.ts';
import { AppError, asAppError } from '../shared/errors.ts';
import { captureCommand } from './capture.ts';
import { discoverCommand } from './discover.ts';
import { doctorCommand } from './doctor.ts';
import { callCommand, introspectCommand, revokeCommand, userinfoCommand } from './endpoint.ts';
import { type ExitCode, exitCodeFor } from './exit-code.ts';
import { failureDocument, printProblem } from './failure.ts';
import { inspectCommand } from './inspect.ts';
import { logoutCommand } from './logout.ts';
import { endProcess, writeLine } from './output.ts';
import { playgroundCommand } from './playground.ts';
import { presetsCommand } from './presets.ts';
import { registerCommand } from './register.ts';
import { requireNode } from './require-node.ts';
import { serveCommand } from './serve.ts';
import { tokenCommand } from './token.ts';
import { usageWords } from './usage-words.ts';

/** Told by each command how it ended. */
export type Finish = (code: ExitCode) => void;

/**
 * Runs one command line to its end and ends the process. Whatever goes wrong becomes one of the
 * fixed exit codes, and with `--json` one JSON document on standard output.
 */
export async function runProgram(args: readonly string[]): Promise<void> {
  let code: ExitCode = 0;
  const finish: Finish = (ended) => {
    code = ended;
  };
  const program = buildProgram(finish, args[0]);
  try {
    requireNode(process.versions.node);
    await program.parseAsync(pemLast(args), { from: 'user' });
  } catch (thrown) {
    code = await explain(thrown, args);
  }
  await endProcess(code);
}

/**
 * A PEM text begins with dashes and is no option: as the text to inspect it goes where no options are any more,
 * as the value of one it is tied to it.
 */
function pemLast(args: readonly string[]): readonly string[] {
  const isPem = (arg: string) => arg.trimStart().startsWith('-----BEGIN ');
  if (args[0] !== 'inspect' || args.includes('--') || !args.some(isPem)) return args;
  const options: string[] = [];
  const texts: string[] = [];
  for (const arg of args) {
    const last = options.at(-1);
    if (!isPem(arg)) options.push(arg);
    else if (last === '--secret') options.splice(-1, 1, `${last}=${arg}`);
    else texts.push(arg);
  }
  return texts.length === 0 ? options : [...options, '--', ...texts];
}

const commands: Readonly<Record<string, (finish: Finish) => Command>> = {
  token: tokenCommand,
  introspect: introspectCommand,
  revoke: revokeCommand,
  userinfo: userinfoCommand,
  call: callCommand,
  discover: discoverCommand,
  logout: logoutCommand,
  register: registerCommand,
  presets: presetsCommand,
  inspect: inspectCommand,
  serve: serveCommand,
  playground: playgroundCommand,
  capture: captureCommand,
  doctor: doctorCommand,
};

/** @param named the first argument: where it names a command, the options of the others are not even made */
function buildProgram(finish: Finish, named = ''): Command {
  const program = new Command('grantbench')
    .description('A workbench for OAuth 2.0 and OpenID Connect tokens.')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command');
  const meant = Object.hasOwn(commands, named) ? [commands[named]] : Object.values(commands);
  for (const command of meant) if (command !== undefined) program.addCommand(command(finish));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .configureOutput({ outputError: (text, write) => write(`error: ${usageWords(text.trimEnd())}\n`) })
      .showHelpAfterError(`Try: grantbench ${command === program ? '--help' : `${command.name()} --help`}`);
  }
  return program;
}

/** Says what went wrong, where commander has not said it already. */
async function explain(thrown: unknown, args: readonly string[]): Promise<ExitCode> {
  const isUsage = thrown instanceof CommanderError;
  // Commander throws to end, also after it printed the help or the version that was asked for.
  if (isUsage && thrown.exitCode === 0) return 0;
  const error = isUsage
    ? new AppError('INPUT_INVALID', { message: usageWords(thrown.message), hint: 'Run the command with --help.' })
    : asAppError(thrown);
  try {
    if (!isUsage) await printProblem(error.toData(), error.cause);
    if (args.includes('--json')) await writeLine(process.stdout, JSON.stringify(failureDocument(args[0], error.toData())));
  } catch {
    // Nothing can be written any more: the exit code is all there is left to say it with.
  }
  return exitCodeFor(error.code);
}
