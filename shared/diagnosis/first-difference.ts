/** Where two strings part. */
export interface Difference {
  /** Characters before it that are equal. */
  readonly at: number;
  /** One character or nothing, as each has it there. */
  readonly ours: string;
  readonly theirs: string;
  readonly message: string;
}

/** Compares character by character, as servers must (RFC 6749 §3.1.2.3); null for equal strings. */
export function firstDifference(ours: string, theirs: string): Difference | null {
  if (ours === theirs) return null;
  const left = Array.from(ours);
  const right = Array.from(theirs);
  let at = 0;
  while (left[at] !== undefined && left[at] === right[at]) at += 1;
  const [mine = '', other = ''] = [left[at], right[at]];
  return {
    at,
    ours: mine,
    theirs: other,
    message: `Character ${at + 1}: ${named(mine)} here, ${named(other)} registered. ${reason(ours, theirs)}`.trim(),
  };
}

function named(character: string): string {
  if (character === '') return 'the end';
  if (/[\s\p{C}]/u.test(character)) return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} (not visible)`;
  return `“${character}”`;
}

/** What the difference is, where it is one of the usual ones. */
function reason(ours: string, theirs: string): string {
  if (ours.trim() === theirs.trim()) return 'They differ in blanks at an end only.';
  if (ours.replace(/\/$/, '') === theirs.replace(/\/$/, '')) return 'They differ in the trailing slash only.';
  if (ours.toLowerCase() === theirs.toLowerCase()) return 'They differ in upper and lower case only.';
  const [mine, other] = [URL.parse(ours), URL.parse(theirs)];
  if (mine === null || other === null) return '';
  if (mine.protocol !== other.protocol) return `The scheme is ${mine.protocol} here and ${other.protocol} there.`;
  if (mine.hostname !== other.hostname) return `The host is ${mine.hostname} here and ${other.hostname} there.`;
  if (mine.port !== other.port) return `The port is ${mine.port || 'none'} here and ${other.port || 'none'} there.`;
  return '';
}
