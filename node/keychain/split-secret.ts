import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { Keychain } from './keychain.ts';

/**
 * Long values, spread over numbered items. The item under the account itself is the head: it names a
 * generation, and the parts stand under `<account>#<generation>.<n>`. A write lays down the parts of
 * a new generation, then turns the head, then takes the old parts away; it may stop anywhere, and the
 * head always names a whole value.
 */
type Items = Pick<Keychain, 'get' | 'set' | 'delete'>;

interface Head {
  readonly generation: string;
  readonly count: number;
  readonly digest: string;
}

const HEAD_MARK = 'grantbench-parts/1:';
const partAccount = /^(.*)#([0-9a-z]{9})-([0-9a-f]{16})\.\d+$/s;
/** A generation nobody finished is swept after this time; a writer under way is never that slow. */
const SWEEP_AFTER_MS = 3_600_000;
const READ_ATTEMPTS = 3;

const digestOf = (value: string) => createHash('sha256').update(value).digest('base64url');
const newGeneration = () => `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(8).toString('hex')}`;
const nameOfPart = (account: string, generation: string, number: number) => `${account}#${generation}.${number}`;
const formatHead = ({ generation, count, digest }: Head) => `${HEAD_MARK}${generation}:${count}:${digest}`;

function parseHead(value: string | null): Head | null {
  const match = value?.match(/^grantbench-parts\/1:([0-9a-z]{9}-[0-9a-f]{16}):(\d{1,6}):([\w-]{43})$/);
  const [, generation, count, digest] = match ?? [];
  if (generation === undefined || count === undefined || digest === undefined) return null;
  return { generation, count: Number(count), digest };
}

/** Whether an account is a part of a split value and not a secret of its own. */
export function isPartAccount(account: string): boolean {
  return partAccount.test(account);
}

/** Cuts a text into pieces of at most `limit` bytes of UTF-8, never inside a character. */
export function splitText(text: string, limit: number): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const pieces: string[] = [];
  let start = 0;
  while (start < bytes.length) {
    let end = Math.min(start + limit, bytes.length);
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
    pieces.push(bytes.toString('utf8', start, end));
    start = end;
  }
  return pieces;
}

async function deleteParts(items: Items, account: string, head: Head | null): Promise<void> {
  for (let number = 1; number <= (head?.count ?? 0); number += 1) await items.delete(nameOfPart(account, head?.generation ?? '', number));
}

/** Reads a value, whole or null. @throws AppError `STORE_DAMAGED` when parts of it are gone */
export async function readSecret(items: Items, account: string): Promise<string | null> {
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt += 1) {
    const value = await items.get(account);
    const head = parseHead(value);
    if (head === null) return value;
    const parts: string[] = [];
    for (let number = 1; number <= head.count; number += 1) {
      const part = await items.get(nameOfPart(account, head.generation, number));
      if (part === null) break;
      parts.push(part);
    }
    const whole = parts.join('');
    if (parts.length === head.count && digestOf(whole) === head.digest) return whole;
    // Another process may have replaced the value meanwhile: look at the head again.
  }
  throw new AppError('STORE_DAMAGED', {
    message: `A part of the secret ${account} is missing from the keychain.`,
    hint: 'Enter the secret again.',
  });
}

/** Writes a value. @param limit bytes one item may hold */
export async function writeSecret(items: Items, account: string, value: string, limit: number): Promise<void> {
  const before = parseHead(await items.get(account));
  // Keychains take no empty value, and a value that looks like a head must not be taken for one.
  const asItIs = value !== '' && !value.startsWith(HEAD_MARK) && Buffer.byteLength(value) <= limit;
  if (asItIs) {
    await items.set(account, value);
  } else {
    const generation = newGeneration();
    const parts = splitText(value, limit);
    for (const [index, part] of parts.entries()) await items.set(nameOfPart(account, generation, index + 1), part);
    await items.set(account, formatHead({ generation, count: parts.length, digest: digestOf(value) }));
  }
  await deleteParts(items, account, before);
}

/** Deletes a value, head first: from then on it is gone, whatever happens to the parts. */
export async function deleteSecret(items: Items, account: string): Promise<void> {
  const value = await items.get(account);
  if (value === null) return;
  await items.delete(account);
  await deleteParts(items, account, parseHead(value));
}

/** Deletes parts that no head names: leftovers of a process that ended in the middle of a write. */
export async function sweepParts(items: Items, accounts: readonly string[], now: number): Promise<void> {
  for (const part of accounts) {
    const [, account, time, random] = part.match(partAccount) ?? [];
    if (account === undefined || time === undefined || now - Number.parseInt(time, 36) < SWEEP_AFTER_MS) continue;
    const head = parseHead(await items.get(account));
    if (head?.generation !== `${time}-${random}`) await items.delete(part);
  }
}
