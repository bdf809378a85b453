import { AppError, asAppError } from '../errors.ts';
import { type Handlers, type MethodName, methods, type Reply } from './contract.ts';

/** Characters of a refusal; it names what was sent, which may be of any length. */
const REFUSAL_LENGTH = 300;

/** Whether the contract has a method of that name; inherited names (`__proto__`, `toString`) are none. */
function isMethod(name: unknown): name is MethodName {
  return typeof name === 'string' && Object.hasOwn(methods, name);
}

/**
 * Answers one call from a screen: parses the input, runs the handler, turns whatever it throws into
 * data. Never rejects. The host has checked the sender before it calls this.
 *
 * @param report told of every error a handler throws, with the cause that the caller does not get.
 */
export async function dispatch(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  report: (method: string, error: AppError) => void,
): Promise<Reply<unknown>> {
  if (!isMethod(name)) return { ok: false, error: new AppError('CONTRACT_UNKNOWN_METHOD').toData() };
  try {
    const parsed = methods[name].input.safeParse(input);
    if (!parsed.success) throw invalidInput(name, parsed.error.issues);
    // The table pairs each name with its handler's type; TypeScript cannot follow the pair through a union.
    const handler = handlers[name] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(parsed.data) };
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error.code !== 'CONTRACT_INVALID_INPUT') report(name, error);
    return { ok: false, error: error.toData() };
  }
}

function invalidInput(name: MethodName, issues: readonly { path: readonly PropertyKey[]; message: string }[]): AppError {
  const [issue] = issues;
  const place = issue === undefined || issue.path.length === 0 ? 'input' : issue.path.map(String).join('.');
  const message = `${name}: ${place}: ${issue?.message ?? 'invalid'}`;
  return new AppError('CONTRACT_INVALID_INPUT', {
    message: message.length > REFUSAL_LENGTH ? `${message.slice(0, REFUSAL_LENGTH)}…` : message,
  });
}
