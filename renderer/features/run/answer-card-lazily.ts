import { lazy } from 'react';

/** The card of an endpoint's answer, fetched with the tables that explain it when there is one to show. */
export const AnswerCard = lazy(async () => ({ default: (await import('./answer-card.tsx')).AnswerCard }));
