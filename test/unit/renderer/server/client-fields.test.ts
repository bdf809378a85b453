import { describe, expect, it } from 'vitest';
import { changesTo, checkRest, fieldsOf, metadataOf } from '../../../../renderer/features/server/client-fields.ts';

const metadata = {
  client_name: 'Robot',
  redirect_uris: [],
  grant_types: ['client_credentials'],
  response_types: [],
  token_endpoint_auth_method: 'client_secret_basic',
  contacts: ['a@b.example'],
};

/** As a server describes it: what is its to say stands in it, too. */
const registered = {
  ...metadata,
  client_id: 'c1',
  client_secret: '[redacted]',
  client_secret_expires_at: 0,
  registration_client_uri: 'https://server.example/c1',
  registration_access_token: '[redacted]',
};

describe('the metadata of a client as fields', () => {
  it('comes out as it went in, without what the server gives', () => {
    expect(metadataOf(fieldsOf(metadata))).toEqual(metadata);
    expect(metadataOf(fieldsOf(registered))).toEqual(metadata);
    expect(JSON.stringify(fieldsOf(registered))).not.toContain('redacted');
  });

  it('keeps a member of an odd form where it can be seen', () => {
    const odd = { grant_types: 'client_credentials', redirect_uris: [7], scope: ['a'] };
    const fields = fieldsOf(odd);
    expect(JSON.parse(fields.rest)).toEqual(odd);
    expect(checkRest(fields.rest)).toBeNull();
    expect(metadataOf(fields)).toMatchObject(odd);
  });

  it('is changed by what differs, and null takes away', () => {
    expect(changesTo(registered, fieldsOf(registered))).toEqual({});
    const fields = { ...fieldsOf(registered), clientName: ' Android ', grantTypes: [], rest: '{"policy_uri":"https://a.example"}' };
    expect(changesTo(registered, fields)).toEqual({
      client_name: 'Android',
      policy_uri: 'https://a.example',
      grant_types: null,
      contacts: null,
    });
  });

  it.each([
    ['{', /^This is not JSON/],
    ['[]', /must be a JSON object/],
    ['null', /must be a JSON object/],
    ['{"client_name":"x"}', /client_name: there is a field/],
    ['{"client_secret":"x"}', /client_secret: that is for the server/],
  ])('%s is told as wrong', (rest, words) => {
    expect(checkRest(rest)).toMatch(words);
  });
});
