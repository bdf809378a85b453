import { InvalidArgumentError } from 'commander';

/** Reads a TCP port; 0 leaves the choice to the system. */
export function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Give a port from 0 to 65535.');
  return port;
}
