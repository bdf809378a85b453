import type { Sealing } from '../../../shared/inspector/make-token.ts';
import type { TokenDraft } from './token-draft.ts';

/** What a token made by hand now is, said until another stands in the editor. */
export interface MadeWords {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title: string;
  readonly text: string;
}

export type Attack = 'stripped' | 'none' | 'changed' | 'expired' | 'confused';

/** How a classic attack on tokens is made from a draft; null where it takes more than is there. */
interface AttackRow {
  readonly label: string;
  readonly meaning: string;
  readonly words: MadeWords;
  /** What is changed in the draft, and how it is sealed. `signing` seals with the chosen key. */
  readonly make: (
    draft: TokenDraft,
    now: number,
  ) => { readonly draft: TokenDraft; readonly sealing: Sealing | 'signing' | 'public key as secret' };
}

const HOUR_SECONDS = 3_600;

/** Changes members of an object that stands as JSON; what is no object stays as it is. */
export function withMembers(json: string, change: Readonly<Record<string, unknown>>): string {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return json;
    return JSON.stringify({ ...value, ...change }, null, 2);
  } catch {
    return json;
  }
}

/** The classic attacks, to see whether an API refuses them. */
export const attacks: Readonly<Record<Attack, AttackRow>> = {
  stripped: {
    label: 'Cut off the signature',
    meaning: 'Header and claims as they are, nothing behind the second dot.',
    words: {
      tone: 'bad',
      title: 'This token has lost its signature',
      text: 'The header still names an algorithm, and nothing vouches for the claims. Every API must refuse it.',
    },
    make: (draft) => ({ draft, sealing: { kind: 'nothing' } }),
  },
  none: {
    label: 'Say “alg”: “none”',
    meaning: 'The token claims that it needs no signature.',
    words: {
      tone: 'bad',
      title: 'This token says it needs no signature',
      text: 'It is unsecured (alg none): anybody can have written it. An API that takes it believes what the attacker says (RFC 8725 §3.1).',
    },
    make: (draft) => ({ draft: { ...draft, header: withMembers(draft.header, { alg: 'none' }) }, sealing: { kind: 'nothing' } }),
  },
  changed: {
    label: 'Change the claims, keep the signature',
    meaning: 'The subject becomes “admin”, over the signature of the token as it was.',
    words: {
      tone: 'bad',
      title: 'This token was changed after it was signed',
      text: 'Its signature is of other claims. An API that takes it does not verify signatures.',
    },
    make: (draft) => ({
      draft: { ...draft, payload: withMembers(draft.payload, { sub: 'admin' }) },
      sealing: { kind: 'keep', signature: draft.signature },
    }),
  },
  expired: {
    label: 'Expired an hour ago',
    meaning: 'Signed with the chosen key; only its time is over.',
    words: {
      tone: 'warn',
      title: 'This token is expired',
      text: 'It is signed with your key, and its time (exp) ended an hour ago. An API that takes it does not look at the time.',
    },
    make: (draft, now) => {
      const seconds = Math.floor(now / 1_000);
      const times = { iat: seconds - 2 * HOUR_SECONDS, exp: seconds - HOUR_SECONDS };
      return { draft: { ...draft, payload: withMembers(draft.payload, times) }, sealing: 'signing' };
    },
  },
  confused: {
    label: 'Public key as secret',
    meaning: 'HS256 with the text of the public key as the secret (algorithm confusion). Paste that key under “A key I have”.',
    words: {
      tone: 'bad',
      title: 'This token is signed with a public key as the secret',
      text: 'Everybody has that key. An API that takes it lets the token choose how it is verified (RFC 8725 §2.1).',
    },
    make: (draft) => ({ draft: { ...draft, header: withMembers(draft.header, { alg: 'HS256' }) }, sealing: 'public key as secret' }),
  },
};
