import { lazy } from 'react';

/** Asked for rarely: fetched when it is. */
export const CallDialog = lazy(async () => ({ default: (await import('./call-dialog.tsx')).CallDialog }));
