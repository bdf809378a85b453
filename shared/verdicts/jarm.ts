import { openId } from '../model/spec-link.ts';
import type { SignatureReading, TokenReading } from '../model/token-reading.ts';
import { finding, type Rule, shown } from './rule.ts';

/** An authorization response that came as a JWT. */
export interface JarmFacts {
  readonly reading: TokenReading;
  readonly signature: SignatureReading;
  readonly issuer: string | null;
  readonly clientId: string;
  /** Epoch seconds. */
  readonly now: number;
  readonly clockSkewSeconds: number;
}

const spec = openId('jarm', '2.4', 'name-processing-rules');

const signature: Rule<JarmFacts> = {
  id: 'jarm_signature',
  title: 'response signed',
  spec,
  judge({ signature: { status, reason } }) {
    return status === 'valid'
      ? finding.pass(`The signature of the response is valid: ${reason}`)
      : finding.fail(`The signature of the response does not hold: ${reason}`);
  },
};

const issuer: Rule<JarmFacts> = {
  id: 'jarm_iss',
  title: 'response issuer',
  spec,
  judge({ reading: { payload }, issuer: asked }) {
    if (asked === null) return finding.notApplicable('No issuer is known for this server.');
    if (payload?.iss === asked) return finding.pass('The response names the server that was asked.', asked, asked);
    return finding.fail('The response names another issuer than the server that was asked.', asked, shown(payload?.iss));
  },
};

const audience: Rule<JarmFacts> = {
  id: 'jarm_aud',
  title: 'response audience',
  spec,
  judge({ reading: { payload }, clientId }) {
    const audiences = Array.isArray(payload?.aud) ? payload.aud : [payload?.aud];
    if (audiences.includes(clientId)) return finding.pass('The response is for this client.', clientId, shown(payload?.aud));
    return finding.fail('The response is for somebody else.', clientId, shown(payload?.aud));
  },
};

const expiry: Rule<JarmFacts> = {
  id: 'jarm_exp',
  title: 'response still good',
  spec,
  judge({ reading: { payload }, now, clockSkewSeconds }) {
    const { exp } = payload ?? {};
    if (typeof exp !== 'number') return finding.fail('The response does not say until when it is good.', 'exp', shown(exp));
    if (exp + clockSkewSeconds < now) return finding.fail('The response has expired.', `after ${now}`, String(exp));
    return finding.pass('The response is still good.', `after ${now}`, String(exp));
  },
};

/** Judged over every response that came as a JWT. Any that fails ends the run. */
export const jarmRules = [signature, issuer, audience, expiry] as const;
