import { isThisMachine } from '../../shared/model/loopback.ts';
import { isBypassed } from './bypass.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy the environment names for a target, or null for none: `https_proxy` or `http_proxy` by the target's scheme,
 * else `all_proxy`, each also in capitals, lower case first as in curl; unless `no_proxy` names the target.
 * A plain name in `no_proxy` covers what is below it too.
 *
 * @see https://curl.se/docs/manpage.html#ENVIRONMENT
 */
export function environmentProxy(target: URL, environment: Environment): string | null {
  // Before the environment of a process, which is slow to read.
  if (isThisMachine(target)) return null;
  const read = (name: string) => environment[name] || environment[name.toUpperCase()] || '';
  const proxy = read(target.protocol === 'https:' ? 'https_proxy' : 'http_proxy') || read('all_proxy');
  if (proxy === '') return null;
  const exceptions = read('no_proxy')
    .split(/[\s,]+/)
    .flatMap((name) => (/^[^.*/[][^*/[]*$/.test(name) ? [name, `.${name}`] : [name]));
  return isBypassed(target, exceptions) ? null : proxy;
}
