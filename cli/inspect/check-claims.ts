import { rfc } from '../../shared/model/spec-link.ts';
import type { Finding } from '../../shared/model/token-reading.ts';

interface Expected {
  readonly issuer?: string;
  readonly audience?: string;
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/**
 * Where a token is from another issuer, or for another audience, than was asked for. Compared character
 * by character: a slash more or less is another issuer.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4.1
 */
export function claimFindings(claims: Record<string, unknown> | null, { issuer, audience }: Expected): Finding[] {
  const findings: Finding[] = [];
  if (claims === null) {
    if (issuer === undefined && audience === undefined) return [];
    const message = 'Issuer and audience cannot be checked: the claims of this token cannot be read.';
    return [{ id: 'claims_unreadable', severity: 'error', message, spec: rfc(7519, '7.2') }];
  }
  const { iss, aud } = claims;
  if (issuer !== undefined && iss !== issuer) {
    const message = `The token is not from this issuer: iss is ${shown(iss)}, and “${issuer}” was expected.`;
    findings.push({ id: 'iss_mismatch', severity: 'error', message, spec: rfc(7519, '4.1.1') });
  }
  if (audience !== undefined && !(Array.isArray(aud) ? aud : [aud]).includes(audience)) {
    const message = `The token is not for this audience: aud is ${shown(aud)}, and “${audience}” was expected.`;
    findings.push({ id: 'aud_mismatch', severity: 'error', message, spec: rfc(7519, '4.1.3') });
  }
  return findings;
}
