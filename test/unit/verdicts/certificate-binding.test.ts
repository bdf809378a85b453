import { describe, expect, it } from 'vitest';
import { certificateBinding } from '../../../shared/verdicts/certificate-binding.ts';
import { judge } from '../../../shared/verdicts/rule.ts';

const bound = (thumbprint: unknown) => ({ cnf: { 'x5t#S256': thumbprint } });

describe('the binding of an access token to a certificate', () => {
  it.each([
    ['mine', bound('mine'), false, 'pass'],
    ['mine', bound('other'), false, 'fail'],
    ['mine', bound(7), false, 'fail'],
    [null, bound('mine'), false, 'fail'],
    ['mine', {}, true, 'warning'],
    ['mine', { cnf: { jkt: 'key' } }, false, 'not_applicable'],
    ['mine', { cnf: 'text' }, false, 'not_applicable'],
    [null, {}, true, 'not_applicable'],
    ['mine', null, true, 'not_applicable'],
  ])('certificate %j, claims %j, promised %j: %s', (thumbprint, accessTokenClaims, promised, status) => {
    expect(judge(certificateBinding, { thumbprint, accessTokenClaims, promised }).status).toBe(status);
  });
});
