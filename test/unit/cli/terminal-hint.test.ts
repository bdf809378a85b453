import { expect, test } from 'vitest';
import { onTerminal } from '../../../cli/terminal-hint.ts';
import { keychainError, keytarMissing } from '../../../node/keychain/keychain-error.ts';
import { AppError, errorWords } from '../../../shared/errors.ts';
import { type ErrorCode, errorCode } from '../../../shared/model/app-error.ts';
import { variableFiller } from '../../../shared/workbench/fill-variables.ts';

const hintOf = (error: AppError) => onTerminal(error.toData()).hint;
/** What a person at a terminal looks for in vain. */
const onScreen = /in the form|marked|for this session|refresh the list|under Environments|Open the exchange|the log\b/i;

// What `serve` alone says is read on the screen.
const toScreen: readonly ErrorCode[] = errorCode.options.filter((code) => code.startsWith('CONTRACT_'));

test.each(errorCode.options.filter((code) => !toScreen.includes(code)))('the hint of %s names nothing that only the screen has', (code) => {
  const hint = hintOf(new AppError(code));
  expect(hint.replace(/in the workbench \(grantbench serve[^)]*\)/g, '')).not.toMatch(onScreen);
});

test('an unknown variable is told where it can be given', async () => {
  const fill = variableFiller(
    null,
    async () => null,
    () => {},
  );
  const error = await fill('{{host}}', 'The issuer').catch((thrown: AppError) => thrown);
  expect(hintOf(error as AppError)).toMatch(/workbench \(grantbench serve, under Environments\); or give the value itself as an option/);
});

test.each<[string, AppError]>([
  ['that is not reached', keychainError(new Error('no bus'))],
  ['without its library', keytarMissing(new Error('x'), 'linux')],
  ['without its module', keytarMissing(new Error('x'), 'darwin')],
  ['that is locked', new AppError('KEYCHAIN_LOCKED')],
])('without a keychain %s, secrets can be options', (_what, error) => {
  expect(hintOf(error)).not.toMatch(onScreen);
  expect(hintOf(error)).toContain(error.hint);
  expect(hintOf(error)).toMatch(/Without a keychain, give secrets as options \(--client-secret-env …\)/);
});

test.each([
  ['client secret', '--client-secret-env or --client-secret-file'],
  ['passphrase of the client certificate', '--tls-passphrase-env or --tls-passphrase-file'],
  ['password of the proxy', '--proxy'],
  ['decryption key', '--decryption-key'],
])('the %s that is missing is given with its own option', (what, option) => {
  expect(hintOf(new AppError('INPUT_MISSING_SECRET', { missing: what }))).toMatch(new RegExp(`^Give it with ${option}\\b`));
});

test('a hint that says more than the standing words stays as it is', () => {
  const data = new AppError('INPUT_INVALID', { hint: 'Give digits only.' }).toData();
  expect(onTerminal(data)).toEqual(data);
  expect(errorWords.INPUT_INVALID.hint).not.toBe(hintOf(new AppError('INPUT_INVALID')));
});
