/**
 * Which secrets exist, and the way to change them. Values pass through and are never kept: what the
 * user types goes to the keychain, what the user asks to see stays in the field that shows it.
 */
import { create } from 'zustand';
import { host } from '../host/host.ts';

interface SecretState {
  /** `owner/field` of every secret that has a value; null until listed, or where the keychain cannot be read. */
  readonly known: ReadonlySet<string> | null;
}

export const secretState = create<SecretState>(() => ({ known: null }));

const key = (owner: string, field: string) => `${owner}/${field}`;

/** Whether a secret has a value; null where that is not known. */
export function useHasSecret(owner: string, field: string | null): boolean | null {
  return secretState(({ known }) => (field === null ? false : (known?.has(key(owner, field)) ?? null)));
}

export async function listSecrets(): Promise<void> {
  try {
    const { secrets } = await host.invoke('secret.list', {});
    secretState.setState({ known: new Set(secrets.map(({ owner, field }) => key(owner, field))) });
  } catch {
    // A keychain that cannot be read is told by the banner above the screen.
    secretState.setState({ known: null });
  }
}

/** Puts a secret into the keychain. @throws AppError `KEYCHAIN_*` */
export async function setSecret(owner: string, field: string, value: string): Promise<void> {
  await host.invoke('secret.set', { owner, field, value });
  secretState.setState(({ known }) => ({ known: new Set(known).add(key(owner, field)) }));
}

/** Deletes a secret. @throws AppError `KEYCHAIN_*` */
export async function clearSecret(owner: string, field: string): Promise<void> {
  await host.invoke('secret.clear', { owner, field });
  secretState.setState(({ known }) => {
    const left = new Set(known);
    left.delete(key(owner, field));
    return { known: left };
  });
}

/** The value of a secret, because the user asked to see it. @throws AppError `KEYCHAIN_*` */
export async function revealSecret(owner: string, field: string): Promise<string | null> {
  return (await host.invoke('secret.reveal', { owner, field })).value;
}

const openFields = new Set<() => Promise<boolean>>();

/** Registers a field that may hold a typed, unsaved secret. @returns a function that takes it out again. */
export function registerSecretField(save: () => Promise<boolean>): () => void {
  openFields.add(save);
  return () => openFields.delete(save);
}

/** Saves what was typed into secret fields and not yet saved. @returns whether all of it is saved. */
export async function flushSecrets(): Promise<boolean> {
  const results = await Promise.all([...openFields].map((save) => save()));
  return results.every(Boolean);
}
