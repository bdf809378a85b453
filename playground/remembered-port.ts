import { readFileSync, writeFileSync } from 'node:fs';

/** The port the playground had last time, so that tokens of yesterday name today's issuer; 0 for none. */
export function rememberedPort(file: string): number {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
  } catch {
    return 0;
  }
}

/** Remembers the port. It is a convenience: where it cannot be written, the next start takes any port. */
export function rememberPort(file: string, port: number): void {
  try {
    writeFileSync(file, String(port), { mode: 0o600 });
  } catch {}
}
