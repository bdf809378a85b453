import { lazy } from 'react';

/** Fetched when somebody asks what an assertion says. */
export const DecodedAssertion = lazy(async () => ({ default: (await import('./decoded-assertion.tsx')).DecodedAssertion }));
