import type { MetadataFinding, MetadataReading, MetadataRow, MetadataStandard } from '../../shared/model/metadata-reading.ts';
import { printable } from '../printable.ts';

const standards: Record<MetadataStandard, string> = {
  baseline: 'OAuth 2.0 and OpenID Connect',
  rfc9700: 'RFC 9700',
  oauth21: 'OAuth 2.1 (draft)',
  fapi2: 'FAPI 2.0',
};

/** Width of the names, and of the values beside which their meaning fits. */
const NAME = 30;

/** Metadata for a person at a terminal: what it says, then what is missing and why. */
export function metadataText({ groups, findings }: MetadataReading): string {
  const rows = groups.flatMap(({ title, rows: members }) => ['', title, ...members.map(rowText)]);
  const judged = Object.entries(standards).flatMap(([standard, title]) =>
    standardText(
      title,
      findings.filter((each) => each.standard === standard),
    ),
  );
  return [...rows.slice(1), ...judged].join('\n');
}

function rowText({ label, value, said }: MetadataRow): string {
  return `  ${printable(label).padEnd(NAME)}  ${printable(valueText(value, said))}`;
}

function valueText(value: unknown, said: boolean): string {
  if (value === null || value === undefined) return 'not offered';
  const text = Array.isArray(value)
    ? value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(', ')
    : plainText(value);
  return said ? text : `not said (default: ${text})`;
}

function plainText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function standardText(title: string, findings: readonly MetadataFinding[]): string[] {
  if (findings.length === 0) return [];
  const met = findings.filter(({ level }) => level === 'pass').length;
  const open = findings.filter(({ level }) => level === 'fail' || level === 'warning');
  return ['', `${title}: ${met} met, ${open.length} to look at`, ...open.flatMap(findingText)];
}

function findingText({ level, title, message, actual, spec }: MetadataFinding): string[] {
  return [
    `  ${(level === 'fail' ? 'not met' : 'warning').padEnd(8)} ${title} (${spec.rfc} §${spec.section})`,
    `           ${message}`,
    ...(actual === null ? [] : [`           found: ${printable(actual)}`]),
  ];
}
