import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';

/** Hex state of a listening socket in /proc/net/tcp. */
const listening = '0A';

/**
 * Names the process that listens on a TCP port of this machine, as far as the system tells: on Linux, for
 * processes of the same user. Null where it does not.
 */
export async function portOwner(port: number): Promise<{ name: string; pid: number } | null> {
  if (process.platform !== 'linux') return null;
  const inodes = new Set((await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((table) => listenersIn(table, port)))).flat());
  if (inodes.size === 0) return null;
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  for (const pid of pids) {
    if (!(await holdsAny(pid, inodes))) continue;
    return { name: await programName(pid), pid: Number(pid) };
  }
  return null;
}

/** The program as it was called, without its arguments: `comm` says `MainThread` for every Node program. */
async function programName(pid: string): Promise<string> {
  const [program = ''] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  return basename(program) || 'a process';
}

async function listenersIn(table: string, port: number): Promise<string[]> {
  const text = await readFile(table, 'utf8').catch(() => '');
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listening && fields[1]?.endsWith(suffix))
    .flatMap((fields) => fields[9] ?? []);
}

async function holdsAny(pid: string, inodes: ReadonlySet<string>): Promise<boolean> {
  // Other users' processes cannot be looked into; one that ended meanwhile has no folder.
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const descriptor of descriptors) {
    const link = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}
