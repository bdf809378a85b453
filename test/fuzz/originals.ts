import { corpora, type Vector, type VectorKey } from '../fixtures/vectors/vectors.ts';

/** A token that holds, and the key it holds with. */
export interface Original {
  readonly name: string;
  readonly text: string;
  readonly kind: 'signed' | 'encrypted';
  readonly key: VectorKey;
  readonly payload: string | undefined;
  /** What is signed, as the pieces of the token: a token that verifies must have one of these. */
  readonly signed: readonly string[];
  /** What lies inside an encrypted one. */
  readonly plaintext: string;
}

/** Header and payload as they go under the signature, for each signature there is. */
function signedPieces({ input, payload }: Vector): string[] {
  if (typeof input === 'string') return [input.slice(0, input.lastIndexOf('.'))];
  const entries = Array.isArray(input.signatures) ? (input.signatures as { protected?: string }[]) : [input];
  return entries.map((entry) => `${String(entry.protected ?? '')}.${payload === undefined ? String(input.payload) : ''}`);
}

/** Passwords are hashed thousands of times, which would take the time of everything else. */
const isSlow = (key: VectorKey) => 'password' in key;

/** Every example of the corpora that verifies or decrypts, with each key it does so with. */
export const originals: readonly Original[] = corpora.flatMap(({ keys, vectors }) =>
  vectors.flatMap((vector) =>
    vector.results.flatMap((result): Original[] => {
      const key = keys[result.key];
      if (key === undefined || result.refused !== undefined || isSlow(key)) return [];
      return [
        {
          name: `${vector.source}, ${vector.what}`,
          text: typeof vector.input === 'string' ? vector.input : JSON.stringify(vector.input),
          kind: result.verifies === undefined ? 'encrypted' : 'signed',
          key,
          payload: vector.payload,
          signed: signedPieces(vector),
          plaintext: result.decrypts ?? '',
        },
      ];
    }),
  ),
);
