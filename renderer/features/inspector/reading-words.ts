import type { TokenForm, TokenReading } from '../../../shared/model/token-reading.ts';

const titles: Record<TokenForm, string> = {
  jws: 'Signed token (JWS)',
  jwe: 'Encrypted token (JWE)',
  opaque: 'Opaque token',
};

/** What a reading is called, and what to know of such a thing before its parts. */
export function formWords({ kind, header }: TokenReading): { readonly title: string; readonly note: string | null } {
  if (kind === 'jws' && header?.alg === 'none')
    return { title: 'Unsecured token', note: 'Nobody signed it: anybody can have written what it says.' };
  const notes: Record<TokenForm, string | null> = {
    jws: null,
    jwe: 'Encrypted for its recipient. Only the header can be read without the key.',
    opaque: 'It means something to its server only, and there is nothing in it to decode.',
  };
  return { title: titles[kind], note: notes[kind] };
}
