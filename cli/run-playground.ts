import { dataFolder } from '../node/data-folder.ts';
import { createPlayground } from '../playground/start-playground.ts';
import type { PlaygroundFacts, PlaygroundFault } from '../shared/model/playground.ts';
import type { ExitCode } from './exit-code.ts';
import { writeLine } from './output.ts';
import { untilStopped } from './until-stopped.ts';

/** Starts the playground, says where it is, and serves until it is told to stop. */
export async function runPlayground(options: { port: number; fault: PlaygroundFault[]; json?: boolean }): Promise<ExitCode> {
  const stopped = untilStopped();
  const playground = createPlayground({ folder: dataFolder(), port: options.port, faults: options.fault });
  const facts = await playground.start();
  await writeLine(process.stdout, options.json ? JSON.stringify(facts) : describe(facts));
  await stopped;
  await playground.stop();
  return 0;
}

function describe(facts: PlaygroundFacts): string {
  const users = facts.users.map(({ username, password }) => `  ${username.padEnd(16)} ${password}`);
  const clients = facts.clients.map(({ clientId, clientSecret, grant, note }) =>
    [`  ${clientId.padEnd(16)} ${(clientSecret ?? '(public)').padEnd(20)} ${grant}`, `  ${''.padEnd(16)} ${note}`].join('\n'),
  );
  return [
    `Playground: ${facts.issuer}`,
    ...(facts.faults === undefined ? [] : [`Misbehaves: ${facts.faults.join(', ')}`]),
    '',
    'Users',
    ...users,
    '',
    'Clients',
    ...clients,
    '',
    `Registers clients with the initial access token ${facts.initialAccessToken}`,
    '',
    'Ctrl-C stops it.',
  ].join('\n');
}
