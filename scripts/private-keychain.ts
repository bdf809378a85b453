/**
 * `node scripts/private-keychain.ts -- <command> [args]`: runs a command with a Secret Service of its
 * own: a private D-Bus session and an unlocked gnome-keyring in a temporary folder, so that no test
 * ever reads or writes the keychain of the person at this machine. The exit code is the command's.
 *
 * macOS and Windows have one keychain per account and no private one; there the command just runs,
 * and tests keep to items with random names, which they delete.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PASSWORD = 'private keychain';
const READY_LIMIT_MS = 10_000;
const SECRETS = 'org.freedesktop.secrets';

/** A Secret Service nobody else sees. Give its `env` to the programs that shall use it. */
export interface PrivateKeychain {
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Locks the collection, as a user does in the system's tool. */
  lock(): void;
  /** Starts the daemon anew with the password, as a user does who logs in again. */
  unlock(): Promise<void>;
  /** Stops the daemon in mid-breath: every call to it hangs until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Ends the daemon; the bus stays, with nobody behind the name. */
  stop(): Promise<void>;
}

/** Any program may own any name, and nothing is started on demand: what is not started here is not there. */
const busConfiguration = (socket: string) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

function start(program: string, args: readonly string[], env: NodeJS.ProcessEnv, input?: string): ChildProcess {
  const child = spawn(program, args, { env, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'] });
  child.on('error', (error) => {
    console.error(`private-keychain: ${program}: ${error.message} (Debian: apt install dbus gnome-keyring)`);
  });
  child.stdin?.end(input);
  return child;
}

/** Calls the Secret Service; the reply's text, or null where nobody answered. */
function callSecrets(env: NodeJS.ProcessEnv, method: string, ...args: string[]): string | null {
  const call = ['--session', '--print-reply', `--dest=${SECRETS}`, '/org/freedesktop/secrets', `org.freedesktop.Secret.Service.${method}`];
  const result = spawnSync('dbus-send', [...call, ...args], { env, encoding: 'utf8', timeout: READY_LIMIT_MS });
  return result.status === 0 ? result.stdout : null;
}

async function untilUnlocked(env: NodeJS.ProcessEnv, daemon: ChildProcess): Promise<void> {
  const limit = Date.now() + READY_LIMIT_MS;
  while (Date.now() < limit && daemon.exitCode === null) {
    const collection = callSecrets(env, 'ReadAlias', 'string:default')?.match(/object path "(\/.+)"/)?.[1];
    if (collection !== undefined) return;
    await delay(20);
  }
  throw new Error('private-keychain: gnome-keyring-daemon did not become ready.');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/**
 * Starts a private Secret Service, lets `use` work with it and ends it, whatever happens.
 *
 * @throws Error where dbus-daemon or gnome-keyring-daemon is missing or does not start
 */
export async function withPrivateKeychain<T>(use: (keychain: PrivateKeychain) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'grantbench-keychain-'));
  const children: ChildProcess[] = [];
  const endNow = () => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', endNow);
  try {
    for (const name of ['data', 'config', 'run']) mkdirSync(join(folder, name), { mode: 0o700 });
    const socket = join(folder, 'run', 'bus');
    writeFileSync(join(folder, 'bus.conf'), busConfiguration(socket));
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}`,
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_RUNTIME_DIR: join(folder, 'run'),
      GRANTBENCH_PRIVATE_KEYCHAIN: '1',
    };
    delete env.GNOME_KEYRING_CONTROL;

    const bus = start('dbus-daemon', [`--config-file=${join(folder, 'bus.conf')}`, '--nofork', '--print-address=1'], env);
    children.push(bus);
    // The address is printed once the bus takes connections; the stream ends without it where it cannot start.
    await Promise.race([bus.stdout && once(bus.stdout, 'data'), once(bus, 'exit')]);
    const startDaemon = async () => {
      const started = start('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], env, PASSWORD);
      children.push(started);
      started.stdout?.resume();
      await untilUnlocked(env, started);
      return started;
    };
    let daemon = await startDaemon();

    return await use({
      env,
      lock: () => {
        callSecrets(env, 'Lock', 'array:objpath:/org/freedesktop/secrets/collection/login');
      },
      unlock: async () => {
        await end(daemon);
        daemon = await startDaemon();
      },
      freeze: () => daemon.kill('SIGSTOP'),
      thaw: () => daemon.kill('SIGCONT'),
      stop: () => end(daemon),
    });
  } finally {
    for (const child of children.reverse()) await end(child);
    process.off('exit', endNow);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command to its end, handing on signals. @returns its exit code, or 128 + signal number */
async function runCommand(command: readonly string[], env: Readonly<NodeJS.ProcessEnv>): Promise<number> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { env, stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const handOn = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of signals) process.on(signal, handOn);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 1 : constants.signals[signal]);
  } finally {
    for (const signal of signals) process.off(signal, handOn);
  }
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const command = args[0] === '--' ? args.slice(1) : args;
  if (command.length === 0) {
    console.error('Usage: node scripts/private-keychain.ts -- <command> [args]');
    return 2;
  }
  if (process.platform !== 'linux') return runCommand(command, { ...process.env, GRANTBENCH_PRIVATE_KEYCHAIN: '1' });
  // A signal that arrives before the command runs must still end the daemons: 'exit' handlers do.
  const giveUp = () => process.exit(130);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, giveUp);
  return withPrivateKeychain((keychain) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, giveUp);
    return runCommand(command, keychain.env);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
