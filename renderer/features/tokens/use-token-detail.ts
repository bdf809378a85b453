import { useEffect, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { HeldToken } from '../../../shared/model/held-token.ts';
import type { TokenView } from '../../../shared/model/token-set.ts';
import { host } from '../../host/host.ts';

/** Tokens of a family that are shown: more than anybody refreshes within the time they are kept. */
const FAMILY_SHOWN = 500;

/** A held token in full, and the tokens that go back to the same grant. */
export interface TokenDetail {
  readonly token: HeldToken;
  readonly view: TokenView;
  /** Newest first, the token itself among them. */
  readonly family: readonly HeldToken[];
}

interface ReadDetail {
  readonly detail: TokenDetail | null;
  readonly error: AppErrorData | null;
}

/** The chosen token. The former stays until it is there; what a run brings meanwhile joins the family. */
export function useTokenDetail(id: string | null): ReadDetail {
  const [read, setRead] = useState<ReadDetail>({ detail: null, error: null });
  useEffect(() => {
    if (id === null) return setRead({ detail: null, error: null });
    let current = true;
    const load = async () => {
      try {
        const { token, view } = await host.invoke('token.read', { id });
        const { tokens } = await host.invoke('token.list', { familyId: token.familyId, limit: FAMILY_SHOWN });
        if (current) setRead({ detail: { token, view, family: tokens }, error: null });
      } catch (thrown) {
        if (current) setRead({ detail: null, error: asAppError(thrown).toData() });
      }
    };
    void load();
    const stop = host.on('run.finished', () => void load());
    return () => {
      current = false;
      stop();
    };
  }, [id]);
  return read;
}
