import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import Conf from 'conf';
import { dataFolder } from '../../node/data-folder.ts';
import { openBrowser } from '../../node/open-browser.ts';
import { closePorts, openPorts } from '../../node/open-ports.ts';
import { bindLoopback } from '../../node/redirect/bind-loopback.ts';
import { portOwner } from '../../node/redirect/port-owner.ts';
import type { LoopbackAddress } from '../../node/redirect/redirect-target.ts';
import { openRendererFiles } from '../../node/renderer-files.ts';
import { version } from '../../node/version.ts';
import { createPlayground } from '../../playground/start-playground.ts';
import { AppError, asAppError } from '../../shared/errors.ts';
import type { Capabilities } from '../../shared/model/host-facts.ts';
import { createWorkbench } from '../../shared/workbench/create-workbench.ts';
import type { ExitCode } from '../exit-code.ts';
import { printProblem } from '../failure.ts';
import { writeLine } from '../output.ts';
import type { ServeOptions } from '../serve.ts';
import { untilStopped } from '../until-stopped.ts';
import { createEventStreams } from './event-streams.ts';
import { onAddressWanted } from './on-address-wanted.ts';
import { createOwnOrigin } from './own-origin.ts';
import { createServeServer } from './serve-server.ts';
import { createSessions } from './sessions.ts';

const rendererFolder = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../dist/renderer' : '../renderer', import.meta.url));

/** The user sits at a browser, maybe of another machine: it opens the authorization page, and brings its own menu. */
const capabilities: Capabilities = {
  opensBrowser: false,
  ownScheme: false,
  signInWindow: false,
  nativeMenu: false,
  commandKey: process.platform === 'darwin' ? '⌘' : 'Ctrl',
};

/**
 * Serves the workbench until it is told to stop.
 *
 * @throws AppError when the port, the screen or the stores cannot be opened.
 */
export async function runServe(options: ServeOptions): Promise<ExitCode> {
  const stopped = untilStopped();
  const files = openRendererFiles(rendererFolder);
  const folder = dataFolder(options.dataDir);
  const ownOrigin = createOwnOrigin();
  const events = createEventStreams();
  const sessions = createSessions(() => void writeLine(process.stderr, reuseWarning));
  const ports = openPorts({
    folder,
    Store: Conf,
    browser: null,
    playground: createPlayground({ folder }),
    ownServer: ownOrigin,
  });
  const workbench = createWorkbench(ports, { version, capabilities, dataFolder: folder }, events.emit);
  const report = (method: string, error: AppError) => ports.log.write('warn', 'call.failed', { method, code: error.code });
  const servers = new Map<LoopbackAddress, Server>();
  try {
    const parts = { handlers: workbench.handlers, files, sessions, events, ownOrigin, report };
    const port = await listen(servers, options.port, () => createServeServer(parts));
    ownOrigin.setPort(port);
    const address = () => `http://127.0.0.1:${port}/#${sessions.launch({ exposed: false })}`;
    await printAddress(address(), options.json);
    onAddressWanted(() => void printAddress(address(), options.json));
    if (options.open) await open(`http://127.0.0.1:${port}/#${sessions.launch({ exposed: true })}`);
    await stopped;
    return 0;
  } finally {
    events.close();
    for (const server of servers.values()) {
      server.close();
      server.closeAllConnections();
    }
    await workbench.close();
    await closePorts(ports);
  }
}

const reuseWarning =
  'grantbench: an address was opened a second time, and refused. If that was not you, stop grantbench serve. For a fresh address press Enter.';

/** Both loopback addresses, so that no other program can stand behind `localhost` with our port. */
async function listen(servers: Map<LoopbackAddress, Server>, port: number, makeServer: () => Server): Promise<number> {
  try {
    return await bindLoopback(servers, ['127.0.0.1', '::1'], port, makeServer);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const owner = code === 'EADDRINUSE' ? await portOwner(port).catch(() => null) : null;
    const reason = owner === null ? `cannot be opened (${code ?? cause})` : `is taken by ${owner.name} (process ${owner.pid})`;
    throw new AppError('REDIRECT_PORT_IN_USE', {
      message: `Port ${port} ${reason}.`,
      hint: 'Choose another with --port, or leave it out for any free one.',
      cause,
    });
  }
}

async function printAddress(url: string, json: boolean | undefined): Promise<void> {
  if (json) return writeLine(process.stdout, JSON.stringify({ url }));
  await writeLine(process.stdout, `Grantbench: ${url}`);
  await writeLine(process.stderr, 'The address works once. Press Enter for a fresh one, Ctrl-C to stop.');
}

/** The address is printed anyway, so a browser that cannot be opened is worth a line and no more. */
async function open(url: string): Promise<void> {
  try {
    await openBrowser(url);
  } catch (thrown) {
    await printProblem({ ...asAppError(thrown).toData(), hint: 'Open the address above by hand.' });
  }
}
