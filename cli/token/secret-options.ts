import type { Command } from 'commander';
import type { SecretForms } from './read-secret.ts';

/**
 * The three options that one secret is given with.
 *
 * @param name of the option, without dashes: `client-secret`
 * @param it what the help of the other two calls it
 */
export function addSecretOptions(command: Command, name: string, what: string, it = 'it'): Command {
  return command
    .option(`--${name} <value>`, `${what} (other users can see it in the list of processes)`)
    .option(`--${name}-env <variable>`, `environment variable with ${it}`)
    .option(`--${name}-file <path>`, `file with ${it}; - for standard input`);
}

/** The options of one secret, as commander hands them over. */
type Given<K extends string> = { readonly [P in K | `${K}Env` | `${K}File`]?: string };

/** One secret in its three forms, to be read together with all others. @param name as commander has it: `clientSecret` */
export function formsOf<K extends string>(options: Given<K>, name: K, rules: Pick<SecretForms, 'mayBeEmpty'> = {}): SecretForms {
  const { [name]: value, [`${name}Env` as const]: variable, [`${name}File` as const]: file } = options;
  return { ...rules, option: optionName(name), value, variable, file };
}

/** Of a secret that is never empty: if it is, somebody forgot to set the variable. */
export const notEmpty = { mayBeEmpty: false } as const;

/** `subject-token-type` of `subjectTokenType`. */
export function optionName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
