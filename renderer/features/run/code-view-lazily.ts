import { lazy } from 'react';

/** The editor, fetched when the first body is looked at. */
export const CodeView = lazy(async () => ({ default: (await import('./code-view.tsx')).CodeView }));
