import { writeFile } from 'node:fs/promises';
import { storeError } from '../node/store-error.ts';
import { version } from '../node/version.ts';
import { type HarEntry, harLog } from '../shared/exchange/har.ts';

/** Writes exchanges as HTTP Archive 1.2, for its owner alone. @throws AppError `STORE_FAILED` */
export async function writeHar(file: string, entries: readonly HarEntry[]): Promise<void> {
  await writeFile(file, `${JSON.stringify(harLog(entries, version), null, 2)}\n`, { mode: 0o600 }).catch((thrown: unknown) => {
    throw storeError(thrown);
  });
}
