/** What makes a value secret. Apart from the schemas, so that a screen can ask without loading them. */
import type { SecretRef, Value } from './value.ts';

/** Whether a value is a reference to a secret. */
export function isSecretRef(candidate: Value | null | undefined): candidate is SecretRef {
  return typeof candidate === 'object' && candidate !== null;
}

const secretName = /^(proxy-)?authorization$|^(set-)?cookie$|key$|token|secret|password|passphrase|assertion/i;

/** Whether a header, parameter or variable of this name is treated as secret unless the user says otherwise. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}
