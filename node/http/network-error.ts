import { AppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import { tlsErrorWords } from './tls-error.ts';

/**
 * Turns what a socket, OpenSSL or the HTTP library reports into one of our codes.
 *
 * @param place Host and port that were asked, for the message.
 */
export function networkError(thrown: unknown, place: string): AppErrorData {
  if (thrown instanceof AppError) return thrown.toData();
  const code = codeOf(thrown);
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const tls = tlsErrorWords(code, reason, place);
  if (tls !== null) return new AppError('NET_TLS', tls).toData();
  switch (code) {
    case 'ENOTFOUND':
      return new AppError('NET_DNS', { message: `The host name of ${place} does not exist.` }).toData();
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return new AppError('NET_DNS', { message: `The name service gave no answer for ${place} (${code}).` }).toData();
    case 'ECONNREFUSED':
      return new AppError('NET_REFUSED', { message: `${place} refused the connection: nothing listens there.` }).toData();
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'EACCES':
      return new AppError('NET_REFUSED', { message: `${place} cannot be reached from this machine (${code}).` }).toData();
    case 'ETIMEDOUT':
      return new AppError('NET_TIMEOUT', { message: `${place} did not accept the connection in time.` }).toData();
    case 'UND_ERR_HEADERS_OVERFLOW':
      return new AppError('NET_TOO_LARGE', { message: `The response headers of ${place} are larger than the limit.` }).toData();
    case 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH':
      return new AppError('INPUT_INVALID', {
        message: 'This request cannot be sent: its Content-Length is not the length of its body.',
        hint: 'Leave the header out; it is added with the right length.',
      }).toData();
    case 'UND_ERR_INVALID_ARG':
    case 'UND_ERR_NOT_SUPPORTED':
      return new AppError('INPUT_INVALID', {
        message: `This request cannot be sent: ${reason}.`,
        hint: 'Correct the method, the URL or the header it names.',
      }).toData();
    case 'ECONNRESET':
    case 'EPIPE':
      return new AppError('NET_BROKEN', { message: `${place} reset the connection before the answer was complete.` }).toData();
    case 'UND_ERR_SOCKET':
      return new AppError('NET_BROKEN', { message: `${place} closed the connection before the answer was complete.` }).toData();
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return new AppError('NET_BROKEN', { message: `The answer of ${place} is shorter than its Content-Length says.` }).toData();
    default:
      return code.startsWith('HPE_')
        ? new AppError('NET_BROKEN', {
            message: `The answer of ${place} is not valid HTTP (${code}).`,
            hint: 'Look at the raw bytes: perhaps another protocol is spoken at that port, or https:// is meant.',
          }).toData()
        : new AppError('NET_BROKEN', { message: `The connection to ${place} failed${code === '' ? '' : ` (${code})`}.` }).toData();
  }
}

/** What went wrong between here and the proxy, or at it. Its own words where it has some. */
export function proxyError(thrown: unknown, label: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code, message, hint } = networkError(thrown, `The proxy ${label}`);
  switch (code) {
    case 'NET_DNS':
      return new AppError('NET_PROXY', { message: `The host name of the proxy ${label} does not exist.`, cause: thrown });
    case 'NET_REFUSED':
      return new AppError('NET_PROXY', { message, hint: 'Check host and port of the proxy, and that it runs.', cause: thrown });
    case 'NET_TLS':
      return new AppError('NET_PROXY', {
        message: message.replace('of The proxy', 'of the proxy').replace('with The proxy', 'with the proxy'),
        hint,
        cause: thrown,
      });
    default:
      return new AppError('NET_PROXY', {
        message: `The proxy ${label} closed the connection before the way to the server was open.`,
        cause: thrown,
      });
  }
}

/** The most telling code: of the error itself, or of the attempts it sums up. */
function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  if (thrown instanceof AggregateError) return codeOf(thrown.errors[0]);
  return thrown.cause === undefined ? '' : codeOf(thrown.cause);
}
