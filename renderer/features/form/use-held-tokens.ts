import { useEffect, useState } from 'react';
import type { MethodInput } from '../../../shared/contract/contract.ts';
import type { HeldToken } from '../../../shared/model/held-token.ts';
import { host } from '../../host/host.ts';

/** Tokens one can choose from in a form; whoever looks for another finds it under Tokens. */
const OFFERED = 100;

/** The tokens that are held and good, newest first; null until they are read, and where history is closed. */
export function useHeldTokens(kind: HeldToken['kind'] | undefined): readonly HeldToken[] | null {
  const [tokens, setTokens] = useState<readonly HeldToken[] | null>(null);
  useEffect(() => {
    let current = true;
    const query: MethodInput<'token.list'> = { expired: false, ended: false, limit: OFFERED, ...(kind !== undefined && { kind }) };
    const read = () =>
      host.invoke('token.list', query).then(
        (page) => current && setTokens(page.tokens),
        () => current && setTokens(null),
      );
    void read();
    const stops = [host.on('run.finished', () => void read()), host.on('keychain.changed', () => void read())];
    return () => {
      current = false;
      for (const stop of stops) stop();
    };
  }, [kind]);
  return tokens;
}

/** The token a profile refers to; `gone` where it is not held any more, null while it is not known. */
export function useHeldToken(id: string | null): HeldToken | 'gone' | null {
  const [found, setFound] = useState<{ readonly id: string; readonly token: HeldToken | 'gone' } | null>(null);
  useEffect(() => {
    if (id === null) return;
    let current = true;
    host.invoke('token.read', { id }).then(
      ({ token }) => current && setFound({ id, token }),
      (thrown: unknown) => {
        const isGone = thrown instanceof Error && 'code' in thrown && thrown.code === 'STORE_NOT_FOUND';
        if (current && isGone) setFound({ id, token: 'gone' });
      },
    );
    return () => {
      current = false;
    };
  }, [id]);
  return found?.id === id ? found.token : null;
}
