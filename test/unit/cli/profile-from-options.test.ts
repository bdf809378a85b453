import { describe, expect, it } from 'vitest';
import { type ProfileOptions, profileFromOptions } from '../../../cli/token/profile-from-options.ts';
import { AppError } from '../../../shared/errors.ts';
import { profile as profileSchema } from '../../../shared/model/profile.ts';

const describeProfile = (options: Partial<ProfileOptions>, saved: Parameters<typeof profileFromOptions>[2] = null) =>
  profileFromOptions('http://127.0.0.1:9', { clientId: 'c', grantType: 'authorization_code', ...options }, saved);

function refusal(options: Partial<ProfileOptions>): AppError {
  try {
    describeProfile(options);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('It was taken');
}

describe('an option that the grant could only leave out is refused, and the error says for what it is', () => {
  it.each<[string, Partial<ProfileOptions>, RegExp]>([
    ['PAR without an authorization request', { grantType: 'client_credentials', par: true }, /^--par is for grants that send the user/],
    ['JARM with a device', { grantType: 'device_code', jarm: true }, /^--jarm .*, not for device_code/],
    ['a prompt for a machine', { grantType: 'client_credentials', prompt: 'login' }, /^--prompt /],
    ['a login hint for a machine', { grantType: 'client_credentials', loginHint: 'alice' }, /and ciba, not for client_credentials/],
    ['a subject token of a code', { subjectToken: 'x' }, /^--subject-token is for token_exchange/],
    ['an assertion of a code', { assertion: 'x' }, /^--assertion is for jwt_bearer and saml2_bearer/],
    ['claims of a SAML assertion', { grantType: 'saml2_bearer', assertionClaims: '{}' }, /^--assertion-claims is for jwt_bearer/],
    ['a binding message without CIBA', { bindingMessage: 'x' }, /^--binding-message is for ciba/],
    ['a response type of a machine', { grantType: 'client_credentials', responseType: 'code' }, /^--response-type /],
    ['a hybrid response type of a code', { responseType: 'code id_token' }, /is none of authorization_code: code\.$/],
    ['a response type of implicit for hybrid', { grantType: 'hybrid', responseType: 'none' }, /is none of hybrid/],
    ['claims beside an assertion that is given', { grantType: 'jwt_bearer', assertion: 'x', assertionClaims: '{}' }, /sent as it is/],
    ['a header of its own beside another scheme', { authMethod: 'none', clientHeader: [{ name: 'X', value: 'y' }] }, /auth-method custom/],
  ])('%s', (_what, options, message) => {
    expect(refusal(options)).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringMatching(message) });
  });

  it('and a response type of another grant names that grant', () => {
    expect(refusal({ grantType: 'implicit', responseType: 'code id_token' }).hint).toContain('--grant-type hybrid');
  });
});

describe('JSON of the wrong form is refused before anything is sent', () => {
  it.each<[string, Partial<ProfileOptions>, RegExp]>([
    ['claims as a list', { claims: '[1]' }, /^--claims is not a JSON object/],
    ['claims as null', { claims: 'null' }, /^--claims is not a JSON object/],
    ['details as one object', { authorizationDetails: '{"type":"payment"}' }, /^--authorization-details is not a list/],
    ['details without a type', { authorizationDetails: '[{"amount":1}]' }, /each with a “type”/],
    ['claims of an assertion as a text', { grantType: 'jwt_bearer', assertionClaims: '"x"' }, /^--assertion-claims is not a JSON object/],
  ])('%s', (_what, options, message) => {
    expect(refusal(options)).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringMatching(message) });
  });
});

it.each<Partial<ProfileOptions>>([
  { grantType: 'token_exchange', subjectToken: '' },
  { grantType: 'token_exchange', subjectToken: 'x', actorToken: ' ' },
  { grantType: 'jwt_bearer', assertion: '' },
  { grantType: 'refresh_token', refreshToken: '' },
])('a token that is empty is a variable somebody forgot to set: %o', (options) => {
  expect(refusal(options)).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringMatching(/^What --[a-z-]+ names is empty/) });
});

describe('what fits becomes the profile', () => {
  it('JARM keeps the response mode beside it', () => {
    expect(describeProfile({ jarm: true }).profile.request.responseMode).toBe('jwt');
    expect(describeProfile({ jarm: true, responseMode: 'fragment' }).profile.request.responseMode).toBe('fragment.jwt');
    expect(describeProfile({ jarm: true, responseMode: 'form_post.jwt' }).profile.request.responseMode).toBe('form_post.jwt');
  });

  it('an extension grant is named by its URI; the word alone means the one of the saved profile', () => {
    const named = describeProfile({ grantType: 'urn:example:grant' }).profile;
    expect([named.grant, named.request.extensionGrantType]).toEqual(['extension', 'urn:example:grant']);
    const saved = profileSchema.parse({ id: crypto.randomUUID(), name: 'saved', request: { extensionGrantType: 'urn:example:saved' } });
    expect(describeProfile({ grantType: 'extension' }, saved).profile.request.extensionGrantType).toBe('urn:example:saved');
    expect(describeProfile({ grantType: 'extension' }).profile.request.extensionGrantType).toBe('');
  });

  it('a header of its own is a scheme of its own, its value a secret', () => {
    const { profile, secrets } = describeProfile({
      clientHeader: [{ name: 'X-Api-Key', value: 'CANARY' }],
      clientParam: [{ name: 'a', value: 'b' }],
    });
    expect(profile.client).toMatchObject({
      authMethod: 'custom',
      customHeaders: [{ name: 'X-Api-Key', value: { secret: expect.any(String) } }],
      customParameters: [{ name: 'a', value: 'b' }],
    });
    expect([...secrets.values()]).toEqual(['CANARY']);
  });
});
