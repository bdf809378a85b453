import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** State of a listening TCP socket in `/proc/net/tcp`. */
const LISTEN = '0A';

/** Addresses on which a process listens, as `127.0.0.1:80`. Linux only: reads the kernel's own tables. */
export function listeningSockets(pid: number): string[] {
  const inodes = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => inodeOf(`/proc/${pid}/fd/${fd}`)));
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === LISTEN && inodes.has(fields[9] ?? ''))
      .map((fields) => addressOf(fields[1] ?? '')),
  );
}

function inodeOf(link: string): string | null {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(link))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** `0100007F:1F90` as `127.0.0.1:8080`: each group of four bytes stands in the order of the machine. */
function addressOf(field: string): string {
  const [address = '', port = ''] = field.split(':');
  const words = address.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse()).map((byte) => Number.parseInt(byte, 16));
  const host =
    bytes.length === 4 ? bytes.join('.') : bytes.every((byte, place) => byte === (place === 15 ? 1 : 0)) ? '[::1]' : `[${address}]`;
  return `${host}:${Number.parseInt(port, 16)}`;
}
