/** Headers as somebody typed them. */
interface HeaderLines {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** What is wrong with the first line that is no header; null where all are. */
  readonly problem: string | null;
}

const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Reads one header per line, `Name: value`; empty lines are none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.1
 */
export function readHeaderLines(text: string): HeaderLines {
  const headers: { name: string; value: string }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    if (colon === -1 || !fieldName.test(name)) return { headers: [], problem: `Line ${index + 1} is no header: write Name: value.` };
    headers.push({ name, value: line.slice(colon + 1).trim() });
  }
  return { headers, problem: null };
}
