/** Faults in the redirect back to the client. */
import type { Fault } from './fault.ts';

const changed =
  (change: (parameters: URLSearchParams) => void): Fault =>
  () =>
  async (context, next) => {
    await next();
    const location = URL.parse(context.response.get('Location'));
    if (location === null || !(location.searchParams.has('code') || location.searchParams.has('error'))) return;
    change(location.searchParams);
    context.set('Location', location.href);
  };

export const redirectParameters = {
  wrong_iss: changed((parameters) => parameters.set('iss', 'https://impostor.example')),
  missing_iss: changed((parameters) => parameters.delete('iss')),
  wrong_state: changed((parameters) => parameters.set('state', 'another-state')),
  missing_state: changed((parameters) => parameters.delete('state')),
} as const;
