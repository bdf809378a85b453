/** One line of the table that `npm run bench` prints. */
export interface Row {
  /** What was measured. */
  readonly what: string;
  /** The measured value with its unit, and what it stands beside. */
  readonly measured: string;
  /** Against the thing it is compared with: `1.18× oauth4webapi`; empty where there is none. */
  readonly ratio: string;
  /** What it should be; empty for a number that only informs. */
  readonly aim: string;
  /** Null where there is no aim. */
  readonly met: boolean | 'not measured' | null;
}

/** A row without an aim. */
export function informs(what: string, measured: string, ratio = ''): Row {
  return { what, measured, ratio, aim: '', met: null };
}

/** A row for what cannot be measured on this machine, and why. */
export function notMeasured(what: string, why: string): Row {
  return { what, measured: `could not be measured: ${why}`, ratio: '', aim: '', met: 'not measured' };
}

/** Why something could not be measured, in one line: the last one a program wrote before it failed, else the message. */
export function reasonOf(thrown: unknown): string {
  const { stderr = '', message = String(thrown) } = (thrown ?? {}) as { stderr?: string; message?: string };
  const [first = ''] = message.split('\n', 1);
  return stderr.trimEnd().split('\n').at(-1) || first;
}

/** Milliseconds with as many digits as mean something. */
export function milliseconds(value: number): string {
  if (value >= 100) return `${Math.round(value)} ms`;
  return `${value.toFixed(value >= 10 ? 1 : 2)} ms`;
}

/** `1.18×`. */
export function times(value: number): string {
  return `${value.toFixed(2)}×`;
}

/** The rows of one measurement as lines of a table. */
export function tableOf(rows: readonly Row[]): string {
  const verdict = ({ met }: Row) => (met === true ? 'met' : met === false ? 'MISSED' : '');
  const cells = [['', 'measured', 'ratio', 'aim', ''], ...rows.map((row) => [row.what, row.measured, row.ratio, row.aim, verdict(row)])];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
