import { createServer as createPlainServer, type RequestListener, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { LoopbackCertificate } from './loopback-certificate.ts';

/** First octet of a TLS handshake (RFC 8446 §5.1); no HTTP request begins with it. */
const handshakeRecord = 0x16;
/** Handshake, request and answer: a browser on this machine needs milliseconds, a person with a warning opens another connection. */
const connectionMs = 20_000;
/** What a browser says that looked at the certificate and did not like it (RFC 8446 §6.2). */
const refusal = /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_(UNKNOWN|EXPIRED))/;

/** A server that can also end what is connected. */
export interface ClosableServer extends Server {
  closeAllConnections(): void;
  closeIdleConnections(): void;
}

/** Who answers. */
export interface SecureAnswers {
  readonly answer: RequestListener;
  /** Plain HTTP came to the port. */
  readonly plain: RequestListener;
  /** A client ended the handshake because of the certificate. */
  distrusted(): void;
  /** What is no HTTP request. */
  unreadable(error: NodeJS.ErrnoException, socket: Socket): void;
}

/**
 * An HTTPS server that understands plain HTTP well enough to answer it: a redirect URI registered with the wrong scheme
 * would otherwise end in a broken connection, which tells nobody anything.
 */
export function createSecureServer(certificate: LoopbackCertificate, options: ServerOptions, answers: SecureAnswers): ClosableServer {
  const secure = createTlsServer({ ...options, cert: certificate.certificate, key: certificate.privateKey }, answers.answer);
  const plain = createPlainServer(options, answers.plain);
  const sockets = new Map<Socket, NodeJS.Timeout>();
  secure.on('tlsClientError', ({ code = '' }: NodeJS.ErrnoException) => {
    if (refusal.test(code)) answers.distrusted();
  });
  for (const server of [secure, plain]) server.on('clientError', answers.unreadable);

  const choose = (socket: Socket): void => {
    const first: Buffer | null = socket.read(1);
    if (first === null) return void socket.once('readable', () => choose(socket));
    socket.unshift(first);
    (first[0] === handshakeRecord ? secure : plain).emit('connection', socket);
  };
  const front = createServer({ allowHalfOpen: true }, (socket) => {
    // The servers behind do not listen themselves, so that none of their own limits of time hold.
    sockets.set(
      socket,
      setTimeout(() => socket.destroy(), connectionMs),
    );
    socket.once('close', () => {
      clearTimeout(sockets.get(socket));
      sockets.delete(socket);
    });
    socket.on('error', () => socket.destroy());
    socket.once('end', () => {
      if (socket.bytesRead === 0) socket.destroy();
    });
    choose(socket);
  });
  return Object.assign(front, {
    closeAllConnections() {
      for (const socket of sockets.keys()) socket.destroy();
    },
    // Every answer ends its connection: none stays idle.
    closeIdleConnections() {},
  });
}
