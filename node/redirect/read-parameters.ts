import { AppError } from '../../shared/errors.ts';

/** Redirect parameters as pairs; repeated names stay repeated. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** Names of which a redirect carries at least one. `response` is JARM's. */
const meaningful = new Set(['code', 'error', 'access_token', 'id_token', 'response']);

/** Reads an urlencoded query, fragment or form body. */
export function readParameters(text: string): Parameters {
  return [...new URLSearchParams(text)];
}

/** The one value of a name; null when it is missing or, which OAuth forbids, repeated. */
export function onlyValue(parameters: Parameters, name: string): string | null {
  const values = parameters.filter(([key]) => key === name);
  return values.length === 1 ? (values[0]?.[1] ?? null) : null;
}

/**
 * Reads the parameters of a URL that the user copied from the address bar.
 *
 * @throws AppError `INPUT_URL` when it is no URL or carries nothing a redirect carries
 */
export function readPastedUrl(text: string): Parameters {
  const url = URL.parse(text.trim());
  if (url === null) {
    throw new AppError('INPUT_URL', { hint: 'Copy the whole address of the page on which the browser ended, from http:// on.' });
  }
  const parameters = [...readParameters(url.search.slice(1)), ...readParameters(url.hash.slice(1))];
  if (!parameters.some(([name]) => meaningful.has(name))) {
    throw new AppError('INPUT_URL', {
      message: 'This URL carries neither a code nor an error.',
      hint: 'Copy the address on which the browser ended after signing in, not the one where it began.',
    });
  }
  return parameters;
}

/**
 * The same for a redirect that brings `state` at most: only its place shows that it is one.
 *
 * @throws AppError `INPUT_URL` when it is another place than the redirect URI
 */
export function readPastedReturn(text: string, redirectUri: string): Parameters {
  const url = URL.parse(text.trim());
  const wanted = URL.parse(redirectUri);
  if (url === null || wanted === null || url.hostname !== wanted.hostname || url.pathname !== wanted.pathname) {
    throw new AppError('INPUT_URL', {
      message: 'This is not the address the browser was to come back to.',
      hint: `Copy the whole address of the page on which the browser ended; it begins like ${redirectUri}.`,
    });
  }
  return readParameters(url.search.slice(1));
}
