import { randomUUID } from 'node:crypto';
import type { HeldToken, HeldTokenRecord } from '../../../shared/model/held-token.ts';

/** A held token with secrets wherever one can hold them. */
export function makeToken(parts: Partial<HeldToken> = {}, value = 'CANARY-token'): HeldTokenRecord {
  const runId = parts.runId ?? randomUUID();
  const token: HeldToken = {
    id: randomUUID(),
    runId,
    profileId: null,
    kind: 'access_token',
    obtainedAt: 1_700_000_000_000,
    expiresAt: 1_700_000_060_000.5,
    familyId: runId,
    profileName: 'CANARY-profile',
    grant: 'client_credentials',
    host: 'CANARY-host',
    clientId: 'CANARY-client',
    subject: 'CANARY-subject',
    scope: 'CANARY-scope',
    form: 'opaque',
    issuedTokenType: null,
    refreshedFrom: null,
    end: null,
    ...parts,
  };
  const reading = { kind: 'opaque', header: null, payload: null, headerClaims: [], claims: [], findings: [] } as const;
  return {
    token,
    view: {
      kind: token.kind,
      length: value.length,
      preview: null,
      reading: {
        ...reading,
        headerClaims: [],
        claims: [],
        findings: [],
        signature: { status: 'not_checked', reason: 'CANARY-reason' },
      },
      issuedAt: null,
      expiresAt: null,
      step: 0,
    },
    type: 'Bearer',
    value,
  };
}
