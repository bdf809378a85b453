/**
 * `npm run fuzz [-- --count N] [-- --megabytes N] [-- --seed N]`: random mutations of every token of the
 * corpora, texts made to keep a reader busy, then random bytes, read as the inspector reads them, with the token's key tried on each. Ends
 * with 1 where something crashed, hung, or came out as genuine. The same seed makes the same texts.
 */
import { parseArgs } from 'node:util';
import { hostileTexts } from './hostile.ts';
import { proveHarmless, timeInspection } from './inspect.ts';
import { type Edit, editKinds, grammar, mutate, nasty } from './mutate.ts';
import { originals } from './originals.ts';
import { type Random, seededRandom } from './random.ts';

/** Milliseconds that reading a text of up to 1 MB may take. */
const LIMIT = 100;
const MEGABYTE = 1_000_000;
const SHOWN_FAILURES = 10;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    megabytes: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});

function whole(name: 'count' | 'megabytes' | 'seed'): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`--${name} must be a whole number.`);
  process.exit(2);
}

const [count, megabytes, seed] = [whole('count'), whole('megabytes'), whole('seed')];
const random = seededRandom(seed);
const failures: string[] = [];
const slowest = { milliseconds: 0, what: 'nothing' };

/** Reads a text and notes how long that took; one that seems slow is read again, because the machine may have been busy. */
async function timedInspect(text: string, what: string): Promise<void> {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5 && best > LIMIT / 2; attempt += 1) {
    best = Math.min(best, await timeInspection(text));
  }
  if (best > slowest.milliseconds) Object.assign(slowest, { milliseconds: best, what: `${what}, ${text.length} characters` });
  if (best > LIMIT) failures.push(`took ${best.toFixed(0)} ms: ${what}, ${text.length} characters`);
}

function randomEdit(): Edit {
  const put = random.below(3) === 0 ? random.pick(nasty) : Array.from({ length: random.below(6) }, () => random.pick(grammar)).join('');
  return { kind: random.pick(editKinds), at: random.below(100_000), size: random.below(1_000), put };
}

async function attempt(what: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    failures.push(`${what}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}

async function mutations(): Promise<number> {
  let genuine = 0;
  for (let index = 0; index < count && failures.length < SHOWN_FAILURES; index += 1) {
    const original = random.pick(originals);
    const text = mutate(
      original.text,
      Array.from({ length: 1 + random.below(4) }, () => randomEdit()),
    );
    await attempt(original.name, async () => {
      await timedInspect(text, original.name);
      if (await proveHarmless(text, original)) genuine += 1;
    });
    if ((index + 1) % 100_000 === 0) console.log(`  ${index + 1} mutations, slowest ${slowest.milliseconds.toFixed(1)} ms`);
  }
  return genuine;
}

/** Random bytes as they come, as text, and as the parts of a token: the last is what gets furthest into the reader. */
const disguises: Readonly<Record<string, (bytes: Buffer, random: Random) => string>> = {
  'bytes as Latin-1': (bytes) => bytes.toString('latin1'),
  'bytes as UTF-8': (bytes) => bytes.toString('utf8'),
  'printable ASCII': (bytes) => Buffer.from(bytes.map((byte) => 0x21 + (byte % 94))).toString('latin1'),
  grammar: (bytes) => Array.from(bytes, (byte) => grammar[byte % 20] ?? '.').join(''),
  'payload of a token': (bytes) => `eyJhbGciOiJub25lIn0.${bytes.toString('base64url')}.`,
  'header of a token': (bytes) => `ey${bytes.toString('base64url')}.e30.AAAA`,
  'JSON in a token': (bytes) =>
    `eyJhbGciOiJub25lIn0.${Buffer.from(`{"a":[${Array.from(bytes, (byte) => jsonAtoms[byte % jsonAtoms.length])}]}`).toString('base64url')}.`,
  'parts of an encrypted token': (bytes, numbers) => {
    const parts = Array.from({ length: 4 }, () => bytes.subarray(numbers.below(bytes.length)).toString('base64url').slice(0, 200_000));
    return `eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0.${parts.join('.')}`;
  },
};
const jsonAtoms = [
  '1',
  '""',
  '{}',
  '[]',
  'null',
  '-1e9',
  '{"a":1}',
  '"\\u00e9"',
  '12345678901234567890',
  '{"__proto__":1}',
  ' ',
  '{"a":1,"a":2}',
];

async function noise(): Promise<number> {
  let inspections = 0;
  const names = Object.keys(disguises);
  for (let left = megabytes * MEGABYTE; left > 0 && failures.length < SHOWN_FAILURES; ) {
    // Many of every size, from a byte to the megabyte.
    const size = Math.min(left, random.below(10) === 0 ? MEGABYTE : 1 + random.below(1 << (1 + random.below(17))));
    left -= size;
    const name = random.pick(names);
    const text = disguises[name]?.(Buffer.from(random.bytes(size)), random) ?? '';
    await attempt(name, () => timedInspect(text.slice(0, MEGABYTE), name));
    inspections += 1;
  }
  return inspections;
}

const start = performance.now();
console.log(`Seed ${seed}: ${count} mutations of ${originals.length} tokens and keys, ${megabytes} MB of random bytes.`);
const genuine = await mutations();
console.log(`Mutations: ${count}, of which ${genuine} left what is protected as it was (and hold, as they must).`);
for (const [what, make] of hostileTexts) await attempt(what, () => timedInspect(make(), what));
const inspections = await noise();
console.log(`Made to keep a reader busy: ${hostileTexts.length} texts. Random bytes: ${megabytes} MB in ${inspections} texts.`);
console.log(`Slowest inspection: ${slowest.milliseconds.toFixed(1)} ms (${slowest.what}); the limit is ${LIMIT} ms.`);
console.log(`Took ${((performance.now() - start) / 1_000).toFixed(0)} s.`);
for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? 'Nothing crashed, nothing hung, nothing verified that was changed.' : `${failures.length} failures.`);
process.exitCode = failures.length === 0 ? 0 : 1;
