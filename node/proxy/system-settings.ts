import { AppError } from '../../shared/errors.ts';
import { isThisMachine } from '../../shared/model/loopback.ts';
import { isBypassed } from './bypass.ts';

/** What the three desktop systems know about proxies, in one form. */
export interface SystemProxySettings {
  /** Proxy addresses by what they are for; null where there is none. */
  readonly http: string | null;
  readonly https: string | null;
  readonly socks: string | null;
  readonly exceptions: readonly string[];
  /** URL of a script (PAC) that decides, or `''` where the network is asked for one (WPAD). Null: neither. */
  readonly script: string | null;
}

export const noSystemProxy: SystemProxySettings = { http: null, https: null, socks: null, exceptions: [], script: null };

/**
 * The proxy these settings name for a target, or null for none.
 *
 * @throws AppError `NET_PROXY` where a script decides: to go directly instead could go where nobody wants it.
 */
export function systemProxyFor(target: URL, settings: SystemProxySettings): string | null {
  if (isThisMachine(target) || isBypassed(target, settings.exceptions)) return null;
  if (settings.script !== null) {
    throw new AppError('NET_PROXY', {
      message: 'The proxy of this system is chosen by a script (automatic configuration), which only the desktop application can run.',
      hint: 'Use the desktop application, or give the address of the proxy in the profile (--proxy).',
    });
  }
  return (target.protocol === 'https:' ? settings.https : settings.http) ?? settings.socks;
}
