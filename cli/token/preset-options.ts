import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ProfileInput } from '../../shared/model/profile.ts';
import type { KeepSecret } from './kept-secrets.ts';
import { addSecretOptions } from './secret-options.ts';

/** What the options say about the kind of server, as commander hands them over. */
export interface PresetOptions {
  preset?: string;
  placeholder?: Readonly<Record<string, string>>;
  tokenKey?: string;
  tokenKeyEnv?: string;
  tokenKeyFile?: string;
  tokenKeyEncoding?: string;
}

function placeholder(text: string, earlier: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Give it as name=value.');
  return { ...earlier, [text.slice(0, at)]: text.slice(at + 1) };
}

/** The options that name a preset. */
export function addPresetOptions(command: Command): Command {
  return command
    .option('--preset <id>', 'start from a known kind of server; the argument says where it is (see: grantbench presets)')
    .option('--placeholder <name=value>', 'what else the preset asks for: a tenant, a realm (repeatable)', placeholder);
}

/** The options of the key that signs access tokens, where server and resources share it. */
export function addTokenKeyOptions(command: Command, keyEncodings: readonly string[]): Command {
  const encoding = new Option('--token-key-encoding <encoding>', 'how that key is written (default: base64)').choices(keyEncodings);
  return addSecretOptions(command, 'token-key', 'shared key that signs access tokens', 'that key').addOption(encoding);
}

/** The server's part of the profile that has the token key. */
export function tokenKeyFrom(options: PresetOptions, key: string | undefined, keep: KeepSecret): NonNullable<ProfileInput['server']> {
  return {
    ...(key !== undefined && { tokenKey: keep('token_key', key) }),
    ...(options.tokenKeyEncoding !== undefined && { tokenKeyEncoding: options.tokenKeyEncoding as never }),
  };
}
