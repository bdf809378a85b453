/**
 * Whether the host of a URL is this machine: what is sent there crosses no network.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6761#section-6.3
 */
export function isThisMachine({ hostname }: Pick<URL, 'hostname'>): boolean {
  const host = hostname.replace(/\.$/, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Those of its names at which something of ours listens (RFC 8252 §7.3, §8.3). */
export const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a `Host` header has one of those names, at whatever port: a tunnel may have another. A page on the internet whose
 * name was made to lead here (DNS rebinding) still sends its own name.
 */
export function isLoopbackAuthority(host: string): boolean {
  return loopbackNames.includes(host.replace(/:\d{1,5}$/, '').toLowerCase());
}
