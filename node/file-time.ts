/** A moment as part of a file name: sortable, and without the colons Windows refuses. */
export function fileTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replaceAll(/[:.]/g, '-');
}
