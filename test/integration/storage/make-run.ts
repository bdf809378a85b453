import { randomUUID } from 'node:crypto';
import type { RunRecord, RunSummary } from '../../../shared/model/run.ts';

/** A finished run with secrets wherever a run can hold them. */
export function makeRun(summary: Partial<RunSummary> = {}, secret = 'CANARY-secret'): RunRecord {
  const template = {
    startedAt: 1,
    request: { method: 'POST', url: ['https://host/token'], httpVersion: '1.1', headers: [], body: null },
    response: null,
    timings: { dns: null, connect: null, proxy: null, tls: null, firstByte: null, total: 1 },
    tls: null,
    error: null,
  };
  return {
    view: {
      summary: {
        id: randomUUID(),
        profileId: null,
        profileName: 'A profile',
        task: 'grant',
        grant: 'client_credentials',
        host: 'login.example.com:443',
        startedAt: 1_700_000_000_000,
        endedAt: 1_700_000_000_250.5,
        outcome: 'succeeded',
        errorCode: null,
        ...summary,
      },
      steps: [
        {
          index: 0,
          name: 'token',
          status: 'done',
          startedAt: 1,
          endedAt: 2,
          waiting: null,
          label: 'CANARY-label',
          exchange: template,
          verdicts: [],
        },
      ],
      tokens: [],
      tokenResponse: { token_type: 'Bearer' },
      requestedScope: 'CANARY-scope',
      answer: null,
      error: null,
      diagnosis: [],
      strayHits: [{ reason: 'wrong path', exchange: template }],
    },
    sealed: {
      tokens: { access_token: secret, extra: {} },
      exchanges: [{ values: [secret] }],
      strayHits: [{ values: [secret] }],
    },
  };
}
