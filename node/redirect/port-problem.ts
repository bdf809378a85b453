import { AppError } from '../../shared/errors.ts';
import { portOwner } from './port-owner.ts';

/** Why a port could not be opened, with whoever has it where the system tells. */
export async function portProblem(port: number, cause: unknown): Promise<AppError> {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    const owner = await portOwner(port).catch(() => null);
    const by =
      owner === null ? 'another program' : owner.pid === process.pid ? 'this Grantbench itself' : `${owner.name} (process ${owner.pid})`;
    return new AppError('REDIRECT_PORT_IN_USE', { message: `Port ${port} is taken by ${by}.`, cause });
  }
  if (code === 'EACCES') {
    return new AppError('REDIRECT_PORT_IN_USE', {
      message: `The system does not let Grantbench listen on port ${port}.`,
      hint: 'Ports below 1024 are reserved: use a higher one, or port 0 for a free one.',
      cause,
    });
  }
  return new AppError('REDIRECT_PORT_IN_USE', {
    message: `Port ${port} cannot be opened on the loopback interface (${String(code)}).`,
    cause,
  });
}
