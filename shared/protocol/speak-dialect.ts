import { AppError } from '../errors.ts';
import type { Dialect } from '../model/dialect.ts';
import { rfc } from '../model/spec-name.ts';
import { type NameValues, onlyValue } from './apply-edits.ts';
import { basicCredentials } from './basic-credentials.ts';

/** A request as far as a dialect changes it. */
export interface Message {
  readonly headers: NameValues;
  readonly parameters: NameValues;
}

/**
 * Says what a standard request says in the words of its server. Before the user's own changes, which win.
 *
 * @throws AppError `INPUT_INVALID` where the server cannot be told what the profile wants
 */
export function speakDialect(standard: Message, dialect: Dialect): Message {
  const grantType = onlyValue(standard.parameters, 'grant_type');
  // Only grants have such wishes; introspection and revocation have a name of their own for their one parameter.
  if (grantType === null) return standard;
  return renamed(withAccept(withScope(withUser(standard, dialect, grantType), dialect, grantType), dialect), dialect);
}

/** The user in the Basic header, where the client stands otherwise. */
function withUser(message: Message, { passwordGrantUser, basicEncoding }: Dialect, grantType: string): Message {
  if (passwordGrantUser === 'parameters' || grantType !== 'password') return message;
  if (message.headers.some(([name]) => isNamed(name, 'authorization'))) {
    throw new AppError('INPUT_INVALID', {
      message: 'This server reads the user’s name and password in the Authorization header, where the client’s credentials stand now.',
      hint: 'Let the client authenticate in the body: client_secret_post.',
      spec: rfc(6749, '2.3.1'),
    });
  }
  const user = basicCredentials(
    onlyValue(message.parameters, 'username') ?? '',
    onlyValue(message.parameters, 'password') ?? '',
    basicEncoding,
  );
  return {
    headers: [...message.headers, ['Authorization', user]],
    parameters: message.parameters.filter(([name]) => name !== 'username' && name !== 'password'),
  };
}

/** The grants whose token request may carry a scope; a code and its like were asked for with one before. */
const scopedGrants = new Set(['password', 'client_credentials']);

function withScope(message: Message, { scope }: Dialect, grantType: string): Message {
  const hasScope = message.parameters.some(([name]) => name === 'scope');
  if (scope === 'absent') return { ...message, parameters: message.parameters.filter(([name]) => name !== 'scope') };
  if (scope === 'required' && !hasScope && scopedGrants.has(grantType)) {
    throw new AppError('INPUT_INVALID', { message: 'This server wants a scope, and there is none.', hint: 'Enter one, such as openid.' });
  }
  return message;
}

function withAccept(message: Message, { accept }: Dialect): Message {
  if (accept === '') return message;
  return { ...message, headers: [...message.headers.filter(([name]) => !isNamed(name, 'accept')), ['Accept', accept]] };
}

function renamed(message: Message, { parameterNames }: Dialect): Message {
  if (parameterNames.length === 0) return message;
  const names = new Map(parameterNames.map(({ standard, name }) => [standard, name]));
  return { ...message, parameters: message.parameters.map(([name, value]) => [names.get(name) ?? name, value]) };
}

function isNamed(name: string, lower: string): boolean {
  return name.toLowerCase() === lower;
}
