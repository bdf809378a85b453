/** Runs command lines one after the other, as the parent asks for them, and tells how each ended. Argument: the program. */
import { pathToFileURL } from 'node:url';

/** What `process.exit` does here: ends the command, and not the process. */
class Ended extends Error {
  readonly code: number | string | null | undefined;
  constructor(code: number | string | null | undefined) {
    super('The command has ended.');
    this.code = code;
  }
}
process.exit = (code) => {
  throw new Ended(code);
};

const written = { stdout: '', stderr: '' };
for (const name of ['stdout', 'stderr'] as const) {
  process[name].write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    written[name] += String(chunk);
    const done = rest.findLast((one) => typeof one === 'function');
    if (done !== undefined) process.nextTick(done);
    return true;
  };
}

const [program = ''] = process.argv.slice(2);
let count = 0;
process.on('message', async (args: readonly string[]) => {
  Object.assign(written, { stdout: '', stderr: '' });
  process.argv = [process.execPath, program, ...args];
  let code: Ended['code'] = null;
  try {
    // A module of its own each time; what it loads stays loaded.
    await import(`${pathToFileURL(program)}?${count++}`);
  } catch (thrown) {
    if (!(thrown instanceof Ended)) throw thrown;
    code = thrown.code;
  }
  process.send?.({ code, ...written });
});
