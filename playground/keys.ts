import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { JWKS } from 'oidc-provider';

/** What makes this playground the same one tomorrow: its signing keys and the keys of its cookies. */
export interface PlaygroundKeys {
  readonly jwks: JWKS;
  readonly cookieKeys: string[];
}

type PrivateJwk = JWKS['keys'][number];

function privateJwk(alg: 'RS256' | 'ES256'): PrivateJwk {
  const pair = alg === 'RS256' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    ...pair.privateKey.export({ format: 'jwk' }),
    alg,
    use: 'sig',
    kid: `${alg.toLowerCase()}-${randomBytes(4).toString('hex')}`,
  } as PrivateJwk;
}

function newKeys(): PlaygroundKeys {
  return { jwks: { keys: [privateJwk('RS256'), privateJwk('ES256')] }, cookieKeys: [randomBytes(32).toString('base64url')] };
}

/** Whether the text is a keys file of ours. The keys themselves are checked by `oidc-provider` when it loads them. */
function parseKeys(text: string): PlaygroundKeys | null {
  try {
    const parsed = JSON.parse(text) as Partial<PlaygroundKeys> | null;
    const whole =
      Array.isArray(parsed?.jwks?.keys) &&
      parsed.jwks.keys.length > 0 &&
      parsed.jwks.keys.every((key) => typeof key === 'object' && key !== null && typeof key.kty === 'string' && 'd' in key) &&
      Array.isArray(parsed.cookieKeys) &&
      parsed.cookieKeys.length > 0 &&
      parsed.cookieKeys.every((key) => typeof key === 'string');
    return whole ? (parsed as PlaygroundKeys) : null;
  } catch {
    return null;
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * The keys in the file, made on first use. Two processes that start at once end up with the same
 * ones: the file appears whole or not at all, and the first one wins. A damaged file is kept aside.
 *
 * @throws the file system's error when the folder cannot be written.
 */
export function loadKeys(file: string): PlaygroundKeys {
  const text = readText(file);
  if (text !== null) {
    const keys = parseKeys(text);
    if (keys !== null) return keys;
    renameSync(file, `${file}.damaged-${Date.now()}`);
  }
  const keys = newKeys();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(keys), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
    return keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      // A file system without hard links: whole or not at all still holds, only the race does not.
      renameSync(draft, file);
      return keys;
    }
    const winner = parseKeys(readText(file) ?? '');
    if (winner === null) throw error;
    return winner;
  } finally {
    rmSync(draft, { force: true });
  }
}
