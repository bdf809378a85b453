import { AppError, asAppError } from '../errors.ts';
import { type Handlers, type MethodName, methods, type Reply } from './contract.ts';

/** Whether the contract has a method of that name; inherited names (`__proto__`, `toString`) are none. */
function isMethod(name: unknown): name is MethodName {
  return typeof name === 'string' && Object.hasOwn(methods, name);
}

/**
 * Answers one call from a screen: parses the input, runs the handler, turns whatever it throws into
 * data. Never rejects. The host has checked the sender before it calls this.
 *
 * @param report told of errors that are Grantbench's own fault; the caller gets no internals.
 */
export async function dispatch(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  report: (method: string, error: AppError) => void,
): Promise<Reply<unknown>> {
  if (!isMethod(name)) return { ok: false, error: new AppError('CONTRACT_UNKNOWN_METHOD').toData() };
  const parsed = methods[name].input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? 'input' : issue.path.join('.');
    return {
      ok: false,
      error: new AppError('CONTRACT_INVALID_INPUT', { message: `${name}: ${place}: ${issue?.message ?? 'invalid'}` }).toData(),
    };
  }
  try {
    // The table pairs each name with its handler's type; TypeScript cannot follow the pair through a union.
    const handler = handlers[name] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(parsed.data) };
  } catch (thrown) {
    const error = asAppError(thrown);
    report(name, error);
    return { ok: false, error: error.toData() };
  }
}
