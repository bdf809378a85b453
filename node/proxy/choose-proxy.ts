import type { ProxySetting } from '../../shared/ports.ts';
import { type Environment, environmentProxy } from './environment-proxy.ts';
import { type ProxyHop, readProxyUrl } from './proxy-hop.ts';
import type { SystemProxy } from './system-proxy.ts';

/** Which proxy a request takes; null for none. */
export type ChooseProxy = (target: URL, setting: ProxySetting | undefined) => Promise<ProxyHop | null>;

/**
 * A proxy named in a profile is used for every target, loopback included: who names one wants to see the requests there.
 *
 * @throws AppError `INPUT_PROXY` for an address that is none, `NET_PROXY` where the system's settings cannot be read
 */
export function createChooseProxy(environment: Environment, systemProxy: SystemProxy): ChooseProxy {
  return async (target, setting = { kind: 'none' }) => {
    switch (setting.kind) {
      case 'none':
        return null;
      case 'url':
        return readProxyUrl(setting.url);
      case 'environment':
        return hopOf(environmentProxy(target, environment));
      case 'system':
        return hopOf(await systemProxy(target));
    }
  };
}

function hopOf(address: string | null): ProxyHop | null {
  return address === null ? null : readProxyUrl(address);
}
