import { useEffect, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { TokenReading } from '../../../shared/model/token-reading.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { flushSecrets, revealSecret } from '../../state/secret-state.ts';
import { useSettings } from '../../state/workspace-state.ts';
import { askInspector } from '../inspector/ask-inspector.ts';
import { ReadingCard } from '../inspector/reading-card.tsx';

interface DecodedAssertionProps {
  readonly owner: string;
  /** Name of the keychain item's field. */
  readonly field: string;
}

type Read = { readonly reading: TokenReading } | { readonly error: AppErrorData };

/** What a stored assertion says. It is taken from the keychain because the user asked, and gone when this leaves the screen. */
export function DecodedAssertion({ owner, field }: DecodedAssertionProps) {
  const clockSkewSeconds = useSettings()?.clockSkewSeconds ?? 0;
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    let current = true;
    void readAssertion(owner, field, clockSkewSeconds).then((next) => current && setRead(next));
    return () => {
      current = false;
    };
  }, [owner, field, clockSkewSeconds]);

  if (read === null) return null;
  if ('error' in read) return <ErrorNotice error={read.error} />;
  return <ReadingCard reading={read.reading} signature={null} />;
}

async function readAssertion(owner: string, field: string, clockSkewSeconds: number): Promise<Read> {
  try {
    await flushSecrets();
    const text = (await revealSecret(owner, field)) ?? '';
    return await askInspector('read', { text, clockSkewSeconds, choice: 0 });
  } catch (thrown) {
    return { error: asAppError(thrown).toData() };
  }
}
