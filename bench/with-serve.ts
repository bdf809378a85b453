import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const commandLine = fileURLToPath(new URL('../dist/host/grantbench.js', import.meta.url));

/** Runs `grantbench serve` over a fresh data folder; `use` gets a new launch address each time it asks. */
export async function withServe<T>(use: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'grantbench-bench-'));
  const child = spawn(process.execPath, [commandLine, 'serve', '--json', '--no-open', '--data-dir', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) return await use((JSON.parse(line) as { url: string }).url);
    throw new Error('grantbench serve ended before it was ready');
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
