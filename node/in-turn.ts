/** Work that is done one after the other, in the order it is asked for. */
export interface InTurn<Input, Output> {
  /** What fails does not keep the next from its turn. */
  run(input: Input): Promise<Output>;
  /** Resolves when what was asked for so far is done, or has failed. */
  settled(): Promise<void>;
}

/** Gives work its turns. */
export function inTurn<Input, Output>(work: (input: Input) => Promise<Output>): InTurn<Input, Output> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(input) {
      const done = last.then(() => work(input));
      last = done.catch(() => {});
      return done;
    },
    async settled() {
      await last;
    },
  };
}
