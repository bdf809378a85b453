/**
 * Name of an exported file: what it is, of what, when, and whether it must be kept safe.
 *
 * @param at epoch milliseconds
 */
export function exportName(kind: 'run' | 'capture', of: string, at: number, secrets: boolean, format: 'har' | 'json'): string {
  // Only what every file system takes: a profile may be called anything.
  const plain = of
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .toLowerCase();
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const words = ['grantbench', kind, plain, time, ...(secrets ? ['with-secrets'] : [])].filter((part) => part !== '');
  return `${words.join('-')}.${format}`;
}
