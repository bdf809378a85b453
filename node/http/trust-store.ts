import { X509Certificate } from 'node:crypto';
import tls, { createSecureContext, type SecureContext } from 'node:tls';
import { AppError } from '../../shared/errors.ts';
import type { ClientIdentity } from './client-identity.ts';

/**
 * One TLS setting: who the client is, and the certificate authorities it trusts: those that come with Node, the user's own, and,
 * only after these did not know a server, the operating system's. Reading the system's costs some
 * 100 ms, which most servers never need; machines behind an intercepting company proxy do.
 */
export interface TrustStore {
  /** Who the client is in the handshake; null for nobody. */
  readonly identity: ClientIdentity | null;
  context(): SecureContext;
  /** Adds the system's authorities. False when that was already done, so that asking again is useless. */
  widen(): boolean;
}

/**
 * @param ownPem The user's certificates in PEM, any number; empty for none.
 * @throws AppError `INPUT_INVALID` when it is not PEM: OpenSSL would ignore it without a word.
 */
export function createTrustStore(ownPem: string, identity: ClientIdentity | null): TrustStore {
  const own = splitPem(ownPem);
  let widened = false;
  const make = (ca?: string[]) => createSecureContext({ ...identity?.options, ...(ca !== undefined && { ca }) });
  let context = own.length === 0 ? make() : make([...tls.getCACertificates('default'), ...own]);
  return {
    identity,
    context: () => context,
    widen() {
      if (widened) return false;
      widened = true;
      context = make([...new Set([...tls.getCACertificates('default'), ...systemCertificates(), ...own])]);
      return true;
    },
  };
}

function splitPem(pem: string): string[] {
  if (pem.trim() === '') return [];
  const blocks = pem.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g);
  if (blocks === null) throw unreadable('There is no "-----BEGIN CERTIFICATE-----" in it.');
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block).toString();
    } catch (cause) {
      throw unreadable(`Certificate ${index + 1} of ${blocks.length} is damaged.`, cause);
    }
  });
}

function unreadable(why: string, cause?: unknown): AppError {
  return new AppError('INPUT_INVALID', {
    message: `The certificate authority given for this profile cannot be read. ${why}`,
    hint: 'Give one or more certificates in PEM form, as text between BEGIN CERTIFICATE and END CERTIFICATE.',
    cause,
  });
}

function systemCertificates(): string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    // No readable system store is no reason to fail: the answer stays "unknown authority".
    return [];
  }
}
