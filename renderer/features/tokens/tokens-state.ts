/** The list of the Tokens screen, and what can be done to what stands in it. */
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { HeldToken, TokenOrder } from '../../../shared/model/held-token.ts';
import { host } from '../../host/host.ts';
import { createPagedList } from '../../state/paged-list.ts';

/** Conditions that hold together; an absent one does not matter. */
export interface TokenFilter {
  readonly profileId?: string;
  readonly kind?: HeldToken['kind'];
  readonly expired?: boolean;
  /** Whether a server said that it is over. */
  readonly ended?: boolean;
  readonly text?: string;
  readonly order?: TokenOrder;
}

export const tokenList = createPagedList<TokenFilter, HeldToken>({}, async (filter, offset, limit) => {
  const { tokens, total } = await host.invoke('token.list', { ...filter, offset, limit });
  return { items: tokens, total };
});

/** Whether the list leaves any token out. */
export function isNarrowed({ order: _order, ...conditions }: TokenFilter): boolean {
  return Object.keys(conditions).length > 0;
}

/** Deletes a token for good. @returns why it could not be deleted, or null. */
export async function deleteToken(id: string): Promise<AppErrorData | null> {
  try {
    await host.invoke('token.delete', { ids: [id] });
  } catch (thrown) {
    return asAppError(thrown).toData();
  }
  tokenList.select(tokenList.neighbourOf(id));
  await tokenList.refresh();
  return null;
}

/** Keeps the list in step with the host. @returns a function that stops. */
export function followTokens(): () => void {
  const stops = [host.on('run.finished', () => void tokenList.refresh()), host.on('keychain.changed', () => void tokenList.refresh())];
  return () => {
    for (const stop of stops) stop();
  };
}
