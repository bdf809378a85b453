import { openId } from '../model/spec-link.ts';
import type { PingFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the server told by itself that the user had answered, as a client registered for ping is promised. */
export const pingArrived: Rule<PingFacts> = {
  id: 'ciba_ping',
  title: 'ping arrived',
  spec: openId('ciba', '10.2', 'ping_callback'),
  judge({ arrived, address, reachable, offered }) {
    if (arrived) return finding.pass('The server pinged with the token of this run and named its request.', address, address);
    if (offered === false) {
      const message = 'No ping came: by its metadata the server offers none (backchannel_token_delivery_modes_supported). Polling went on.';
      return finding.warning(message, 'ping', null);
    }
    const why = reachable
      ? 'This client may be registered for polling, or with another address.'
      : 'The server is on another machine, which cannot reach a loopback address: register the address of a tunnel that leads here.';
    return finding.warning(`No ping came at ${address}. ${why} Polling went on.`, 'ping', null);
  },
};
