import { describe, expect, test } from 'vitest';
import { keychainError, keytarMissing } from '../../../node/keychain/keychain-error.ts';
import { accountsInDump } from '../../../node/keychain/mac-account-names.ts';

describe('what a keychain says, and what it means', () => {
  for (const [words, code] of [
    ['Cannot create an item in a locked collection', 'KEYCHAIN_LOCKED'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'KEYCHAIN_LOCKED'],
    ['User interaction is not allowed.', 'KEYCHAIN_LOCKED'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'KEYCHAIN_UNAVAILABLE'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'KEYCHAIN_UNAVAILABLE'],
    ['GDBus.Error:org.freedesktop.DBus.Error.AccessDenied: rejected send message', 'KEYCHAIN_DENIED'],
    ['User canceled the operation.', 'KEYCHAIN_DENIED'],
    ['something nobody has seen before', 'KEYCHAIN_UNAVAILABLE'],
  ] as const) {
    test(`${words} → ${code}`, () => expect(keychainError(new Error(words)).code).toBe(code));
  }

  test('a module that does not load names the package where a package helps', () => {
    expect(keytarMissing(null, 'linux').hint).toContain('libsecret-1-0');
    expect(keytarMissing(null, 'darwin').hint).not.toContain('libsecret');
  });
});

test('account names in a dump of the macOS keychain, without values', () => {
  const item = (account: string, service: string) => `keychain: "/Users/me/Library/Keychains/login.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="${service}"
    0x00000008 <blob>=<NULL>
    "acct"<blob>=${account}
    "cdat"<timedate>=0x32303236303130313030303030305A00  "20260101000000Z\\000"
    "desc"<blob>=<NULL>
    "svce"<blob>="${service}"
    "type"<uint32>=<NULL>
`;
  const dump = [
    item('"a/clientSecret"', 'Grantbench'),
    item('"b/password"', 'Other'),
    item('0x632FC3BC  "c/\\303\\274"', 'Grantbench'),
    item('<NULL>', 'Grantbench'),
  ].join('');
  expect(accountsInDump(dump, 'Grantbench')).toEqual(['a/clientSecret', 'c/ü']);
});
