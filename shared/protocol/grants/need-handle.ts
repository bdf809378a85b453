import { AppError } from '../../errors.ts';

/** The `device_code` or `auth_req_id` that was obtained before. */
export function needHandle(handle: string | null): string {
  if (handle === null) throw new AppError('INTERNAL', { message: 'There is nothing to ask the token endpoint with.' });
  return handle;
}
