import type { Handlers } from '../contract/contract.ts';
import type { RunHistory } from './history.ts';

type TokenHandlers = Pick<Handlers, 'token.list' | 'token.read' | 'token.reveal' | 'token.delete'>;

/** Tokens that are held. Only `token.reveal` answers with one. */
export function tokenHandlers(history: RunHistory): TokenHandlers {
  return {
    'token.list': (query) => history.tokens(query),
    'token.read': async ({ id }) => {
      const { token, view } = await history.token(id);
      return { token, view };
    },
    'token.reveal': async ({ id }) => ({ text: (await history.token(id)).value }),
    'token.delete': async ({ ids }) => {
      await history.deleteTokens(ids);
      return null;
    },
  };
}
