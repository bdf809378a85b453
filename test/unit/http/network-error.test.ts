import { describe, expect, it } from 'vitest';
import { networkError } from '../../../node/http/network-error.ts';
import { AppError } from '../../../shared/errors.ts';

const withCode = (code: string, message = 'reason') => Object.assign(new Error(message), { code });

describe('what a socket or OpenSSL reports', () => {
  it.each([
    ['ENOTFOUND', 'NET_DNS'],
    ['EAI_AGAIN', 'NET_DNS'],
    ['ECONNREFUSED', 'NET_REFUSED'],
    ['EHOSTUNREACH', 'NET_REFUSED'],
    ['ENETUNREACH', 'NET_REFUSED'],
    ['ETIMEDOUT', 'NET_TIMEOUT'],
    ['ECONNRESET', 'NET_BROKEN'],
    ['EPIPE', 'NET_BROKEN'],
    ['UND_ERR_SOCKET', 'NET_BROKEN'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'NET_BROKEN'],
    ['UND_ERR_HEADERS_OVERFLOW', 'NET_TOO_LARGE'],
    ['UND_ERR_INVALID_ARG', 'INPUT_INVALID'],
    ['UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'INPUT_INVALID'],
    ['UND_ERR_NOT_SUPPORTED', 'INPUT_INVALID'],
    ['HPE_INVALID_CONSTANT', 'NET_BROKEN'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'NET_TLS'],
    ['CERT_HAS_EXPIRED', 'NET_TLS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'NET_TLS'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'NET_TLS'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'NET_TLS'],
    ['ERR_SSL_SOMETHING_OF_TOMORROW', 'NET_TLS'],
    ['CRL_HAS_EXPIRED', 'NET_TLS'],
    ['EPROTO', 'NET_TLS'],
    ['SOMETHING_UNHEARD_OF', 'NET_BROKEN'],
  ])('%s becomes %s and names the place', (code, expected) => {
    const data = networkError(withCode(code), 'as.example:8443');
    expect(data.code).toBe(expected);
    if (expected !== 'INPUT_INVALID') expect(data.message).toContain('as.example:8443');
  });

  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', /unknown authority/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another name/],
    ['CERT_HAS_EXPIRED', /expired/],
    ['CERT_NOT_YET_VALID', /not yet valid/],
    ['CERT_REVOKED', /revoked/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak the TLS protocol/],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /TLS protocol/],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /client certificate/],
    ['GRANTBENCH_TLS_CLOSED', /during the TLS handshake/],
  ])('%s says which kind of TLS failure it is', (code, kind) => {
    expect(networkError(withCode(code), 'as.example').message).toMatch(kind);
  });

  it('is found in the cause, and in the attempts a connection to several addresses sums up', () => {
    expect(networkError(new Error('outer', { cause: withCode('ECONNREFUSED') }), 'a').code).toBe('NET_REFUSED');
    expect(networkError(new AggregateError([withCode('ENETUNREACH'), withCode('ECONNREFUSED')]), 'a').code).toBe('NET_REFUSED');
  });

  it('stays what it is where it is an AppError already, and is NET_BROKEN where it is nothing known', () => {
    expect(networkError(new AppError('INPUT_URL'), 'a').code).toBe('INPUT_URL');
    for (const thrown of [undefined, null, 'text', 42, {}, new Error('plain')]) expect(networkError(thrown, 'a').code).toBe('NET_BROKEN');
  });
});
