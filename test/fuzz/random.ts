/** Numbers that come out the same for the same seed. */
export interface Random {
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number;
  pick<T>(values: readonly T[]): T;
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/** xorshift32: quick, and good enough to shuffle inputs with; nothing secret hangs on it. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0 || 0x9e3779b9;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const below = (bound: number) => (bound <= 1 ? 0 : next() % bound);
  return {
    below,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
    bytes: (length) => {
      const words = new Uint32Array(Math.ceil(length / 4));
      for (let index = 0; index < words.length; index += 1) words[index] = next();
      return new Uint8Array(words.buffer).subarray(0, length);
    },
  };
}
