import { AppError } from '../shared/errors.ts';

/** The Node our code is built for. */
const NEEDED_MAJOR = 24;

/**
 * Says plainly that this Node is too old. For that to be said at all, nothing that is loaded
 * before the command may import by name what an older Node does not have: that would end it before its first line.
 *
 * @throws AppError `UNSUPPORTED`
 */
export function requireNode(version: string): void {
  if (Number.parseInt(version, 10) >= NEEDED_MAJOR) return;
  throw new AppError('UNSUPPORTED', {
    message: `Grantbench needs Node ${NEEDED_MAJOR}, and this is Node ${version}.`,
    hint: 'In the checkout, npx grantbench runs it on the Node that npm ci installed.',
  });
}
