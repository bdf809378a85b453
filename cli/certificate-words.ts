/** What a person must know before the browser meets the certificate of this machine. */
export function certificateWords({ fingerprint, file }: { readonly fingerprint: string; readonly file: string }): string {
  return [
    'The certificate was made on this machine, and no authority vouches for it: the browser will warn that the connection is not private.',
    `Go on only where it shows this SHA-256 fingerprint: ${fingerprint}`,
    `To be warned no more, import ${file} into the browser as trusted. Nothing is installed by itself.`,
  ].join('\n');
}
