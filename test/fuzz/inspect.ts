import { readText } from '../../renderer/features/inspector/read-text.ts';
import { AppError } from '../../shared/errors.ts';
import { decryptToken } from '../../shared/inspector/decrypt-token.ts';
import { verifySignature } from '../../shared/inspector/verify-signature.ts';
import { errorCode } from '../../shared/model/app-error.ts';
import { type TokenReading, tokenReading } from '../../shared/model/token-reading.ts';
import type { Original } from './originals.ts';

/** What must not be, with what it happened to. */
export class Unsound extends Error {
  constructor(what: string, text: string) {
    super(`${what}: ${JSON.stringify(text.slice(0, 400))}${text.length > 400 ? ` (${text.length} characters)` : ''}`);
  }
}

/**
 * Reads a text as the inspector does, and holds the reading against what must be true of every one: it
 * has its shape, calls nothing verified, and where it says that something is broken, says why and where.
 *
 * @throws Unsound
 */
export async function inspect(text: string): Promise<void> {
  proveSound(text, await read(text));
}

/**
 * The same, with the time it took. Asking for the processor's count takes as long as reading a short token.
 *
 * @returns milliseconds the reading took, by the clock or by the processor's own count, because the machine may be busy with other things
 * @throws Unsound
 */
export async function timeInspection(text: string): Promise<number> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const found = await read(text);
  const { user, system } = process.cpuUsage(cpu);
  const milliseconds = Math.min(performance.now() - start, (user + system) / 1_000);
  proveSound(text, found);
  return milliseconds;
}

const read = (text: string) => readText({ text, clockSkewSeconds: 0, choice: 0 });

function proveSound(text: string, { reading, token, fault }: Awaited<ReturnType<typeof read>>): void {
  const shape = tokenReading.safeParse(reading);
  if (!shape.success) throw new Unsound(`not the shape of a reading (${shape.error.message})`, text);
  if (reading.signature.status !== 'not_checked') throw new Unsound('called verified by reading alone', text);
  if (reading.signature.reason === '') throw new Unsound('a signature without a reason', text);
  if (reading.findings.some(({ message }) => message === '')) throw new Unsound('a finding without words', text);
  const { error } = reading;
  if (error === undefined) return;
  if (error.message === '') throw new Unsound('broken without a reason', text);
  if (!errorCode.safeParse(error.code).success) throw new Unsound(`an error code nobody knows (${error.code})`, text);
  if (!isPlaced(reading)) throw new Unsound('a broken part without a place', text);
  if (error.position !== null && (error.position < 0 || error.position > token.length)) throw new Unsound('a place outside the text', text);
  if (fault !== null && (fault.from < 0 || fault.to > text.length)) throw new Unsound('an underline outside the text', text);
}

/** Whether a fault of a part has its place; what is broken in a token inside has its place there. */
function isPlaced({ error, nested }: TokenReading): boolean {
  if (error === undefined || error.part === null || error.position !== null) return true;
  return nested?.error !== undefined && isPlaced(nested);
}

/** What is signed in a text, in whatever form; several for several signatures. */
function piecesOf(text: string): string[] {
  const token = text.trim();
  if (!token.startsWith('{')) return [token.slice(0, token.lastIndexOf('.'))];
  const object = JSON.parse(token) as { protected?: unknown; payload?: unknown; signatures?: unknown };
  const entries = Array.isArray(object.signatures) ? (object.signatures as { protected?: unknown }[]) : [object];
  return entries.map((entry) => `${String(entry.protected ?? '')}.${String(object.payload ?? '')}`);
}

/**
 * Tries the key of a token on a changed one. Whatever was changed, nothing else than what was signed or
 * encrypted may come out as genuine.
 *
 * @returns whether it was still the genuine token: changed where nothing is protected, or spelt differently
 * @throws Unsound
 */
export async function proveHarmless(text: string, original: Original): Promise<boolean> {
  switch (original.kind) {
    case 'signed':
      return await proveSigned(text, original);
    case 'sd_jwt':
      return await provePresented(text, original);
    case 'encrypted':
      return await proveEncrypted(text, original);
    case 'read':
      return await proveRead(text, original);
  }
}

/** Nothing here can verify it, whatever key there is; and what nobody changed is without fault. */
async function proveRead(text: string, original: Extract<Original, { kind: 'read' }>): Promise<boolean> {
  const { reading } = await read(text);
  if (reading.signature.status !== 'not_checked') throw new Unsound('called checked without a key', text);
  return text === original.text && reading.error === undefined;
}

/** Of a presentation, disclosures may be left out; what is there must be what the issuer signed and disclosed. */
async function provePresented(text: string, original: Extract<Original, { kind: 'sd_jwt' }>): Promise<boolean> {
  const { status, reason } = await verifySignature(text, { kind: 'jwk', jwk: original.key });
  if (reason === '') throw new Unsound('a result without a reason', text);
  if (status !== 'valid') return false;
  const known = new Set(original.text.split('~').map(withoutSignature));
  const strange = text
    .trim()
    .split('~')
    .find((piece) => !known.has(withoutSignature(piece)));
  if (strange !== undefined && strange !== '') throw new Unsound('a changed presentation VERIFIED', text);
  return true;
}

function withoutSignature(piece: string): string {
  return piece.includes('.') ? piece.slice(0, piece.lastIndexOf('.')) : piece;
}

async function proveSigned(text: string, { key, payload, signed }: Extract<Original, { kind: 'signed' }>): Promise<boolean> {
  const options = payload === undefined ? {} : { payload };
  const reading = await verifySignature(text, { kind: 'jwk', jwk: key }, options);
  if (reading.reason === '') throw new Unsound('a result without a reason', text);
  if (reading.status !== 'valid') return false;
  if (!piecesOf(text).some((piece) => signed.includes(piece))) throw new Unsound('a changed token VERIFIED', text);
  return true;
}

async function proveEncrypted(text: string, { key, plaintext }: Extract<Original, { kind: 'encrypted' }>): Promise<boolean> {
  try {
    const opened = await decryptToken({ token: text, key: { kind: 'text', text: JSON.stringify(key) }, clockSkewSeconds: 0 });
    if (opened.text !== plaintext) throw new Unsound('a changed token was OPENED', text);
    return true;
  } catch (thrown) {
    if (thrown instanceof Unsound) throw thrown;
    if (!(thrown instanceof AppError)) throw new Unsound(`an error without a type (${String(thrown)})`, text);
    if (thrown.message === '') throw new Unsound('refused without a reason', text);
    return false;
  }
}
