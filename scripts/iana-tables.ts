import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes the tables of registered claims and header parameters from the registries of IANA:
 *
 *     node scripts/iana-tables.ts                      fetches the registries
 *     node scripts/iana-tables.ts claims.csv jose.csv  reads saved copies of them
 *
 * Sentences of our own (`registered-claims.ts`, `registered-headers.ts`) go before those of the registry.
 */

const root = fileURLToPath(new URL('..', import.meta.url));

interface Registry {
  readonly address: string;
  readonly file: string;
  readonly name: string;
  readonly says: string;
}

const registries: readonly Registry[] = [
  {
    address: 'https://www.iana.org/assignments/jwt/claims.csv',
    file: 'iana-claims.ts',
    name: 'ianaClaims',
    says: 'Claims of the registry of JSON Web Token claims (https://www.iana.org/assignments/jwt/jwt.xhtml)',
  },
  {
    address: 'https://www.iana.org/assignments/jose/web-signature-encryption-header-parameters.csv',
    file: 'iana-headers.ts',
    name: 'ianaHeaders',
    says: 'Parameters of the registry of JOSE headers (https://www.iana.org/assignments/jose/jose.xhtml)',
  },
];

/** Rows of a CSV text (RFC 4180). */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  return rows;
}

type Entry = readonly [name: string, meaning: string, source: string, section: string];

/** `[RFC7519, Section 4.1.1]` as document and section; of several, the first that has a section. */
function sourceOf(reference: string): readonly [source: string, section: string] {
  const parts = [...reference.matchAll(/\[([^\]]+)\]/g)].map(([, inside = '']) => inside.replaceAll(/\s+/g, ' ').trim());
  const chosen = parts.find((part) => /Sections?\s/.test(part)) ?? parts[0] ?? reference;
  const [source = '', section = ''] = chosen.split(/,?\s*Sections? /);
  return [source.replace(/^RFC(\d)/, 'RFC $1').trim(), section.replace(/\.$/, '').trim()];
}

function sentence(description: string): string {
  const text = description.replaceAll(/\s+/g, ' ').trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The entries of one registry; a name that stands in it twice counts once. */
export function entriesOf(csv: string): Entry[] {
  const [head = [], ...rows] = csvRows(csv);
  const reference = head.indexOf('Reference');
  const entries = new Map<string, Entry>();
  for (const row of rows) {
    const [name = '', description = ''] = row;
    if (name === '' || /^unassigned|^reserved/i.test(description) || entries.has(name)) continue;
    entries.set(name, [name, sentence(description), ...sourceOf(row[reference] ?? '')]);
  }
  return [...entries.values()];
}

async function textOf({ address }: Registry, saved: string | undefined): Promise<string> {
  if (saved !== undefined) return await readFile(saved, 'utf8');
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return await response.text();
}

async function main(saved: readonly string[]): Promise<void> {
  const files: string[] = [];
  for (const [index, registry] of registries.entries()) {
    const rows = entriesOf(await textOf(registry, saved[index])).map((entry) => `  ${JSON.stringify(entry)},`);
    const file = join(root, 'shared/inspector', registry.file);
    const lines = [
      '// Written by scripts/iana-tables.ts; change nothing here by hand.',
      '',
      `/** ${registry.says}: name, meaning, source, section. */`,
      `export const ${registry.name}: readonly (readonly [name: string, meaning: string, source: string, section: string])[] = [`,
      ...rows,
      '];',
      '',
    ];
    await writeFile(file, lines.join('\n'));
    files.push(file);
    console.log(`${registry.file}: ${rows.length} names`);
  }
  spawnSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', ...files], { stdio: 'inherit' });
}

if (import.meta.main) await main(process.argv.slice(2));
