import { AppError } from '../errors.ts';
import { CAPTURE_LISTENERS, type CaptureListenerView, type CaptureWish } from '../model/capture.ts';
import type { CapturedHit, CaptureListening } from '../ports.ts';
import type { WorkbenchContext } from './workbench-context.ts';

/** The ports that are listened on. */
export interface CaptureListeners {
  /** @throws AppError `INPUT_INVALID` where there are too many, `REDIRECT_PORT_IN_USE`, `STORE_FAILED` */
  open(wish: CaptureWish): Promise<CaptureListenerView>;
  /** @throws AppError `STORE_NOT_FOUND` */
  stop(id: string): Promise<void>;
  list(): CaptureListenerView[];
  closeAll(): Promise<void>;
}

interface Open {
  readonly listening: CaptureListening;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
  view: CaptureListenerView;
}

/** Refused requests are told at most so often, in milliseconds: a scanner sends thousands. */
const TELL_EVERY = 250;

/**
 * Opens ports, counts what arrives, and closes them: when told to, by count or by time.
 *
 * @param captured told of each recorded request and of the listener as it then is
 */
export function createCaptureListeners(
  { ports, emit, inBackground }: WorkbenchContext,
  captured: (hit: CapturedHit, listener: CaptureListenerView) => void,
): CaptureListeners {
  const open = new Map<string, Open>();
  /** Opening counts too: several calls at once must not get past the limit. */
  let opening = 0;
  let telling: ReturnType<typeof setTimeout> | undefined;

  const list = () => [...open.values()].map(({ view }) => view);
  const tell = () => emit('capture.changed', { listeners: list() });
  const tellSoon = () => {
    telling ??= setTimeout(() => {
      telling = undefined;
      tell();
    }, TELL_EVERY);
  };

  async function close(id: string): Promise<void> {
    const found = open.get(id);
    if (found === undefined) return;
    clearTimeout(found.timer);
    await found.listening.close();
    // Only now: what waited for its fragment is counted still.
    open.delete(id);
    tell();
  }

  const closeSoon = (id: string) => inBackground('capture.close', close(id));

  async function listen(wish: CaptureWish): Promise<CaptureListenerView> {
    const id = crypto.randomUUID();
    const listening = await ports.capture.listen({
      ...wish,
      captured(hit) {
        const mine = open.get(id);
        // Beyond the count: the port closes already.
        if (mine === undefined || (mine.view.count !== null && mine.view.hits >= mine.view.count)) return;
        mine.view = { ...mine.view, hits: mine.view.hits + 1 };
        captured(hit, mine.view);
        if (mine.view.hits === mine.view.count) closeSoon(id);
      },
      stray(reason) {
        const mine = open.get(id);
        if (mine === undefined) return;
        mine.view = { ...mine.view, strays: mine.view.strays + 1, strayReason: reason };
        tellSoon();
      },
    });
    const { port, addresses, fingerprint } = listening;
    const { path, https, count, seconds } = wish;
    const startedAt = ports.clock.now();
    const view: CaptureListenerView = {
      id,
      port,
      path,
      https,
      redirectUris: redirectUris(port, path, https, addresses),
      fingerprint,
      startedAt,
      hits: 0,
      strays: 0,
      strayReason: null,
      count,
      until: seconds === null ? null : startedAt + seconds * 1_000,
    };
    const timer = seconds === null ? undefined : setTimeout(() => closeSoon(id), seconds * 1_000);
    open.set(id, { listening, timer, view });
    tell();
    return view;
  }

  return {
    async open(wish) {
      if (open.size + opening >= CAPTURE_LISTENERS) {
        throw new AppError('INPUT_INVALID', {
          message: `${CAPTURE_LISTENERS} ports are listened on already.`,
          hint: 'Stop one of them first.',
        });
      }
      opening += 1;
      try {
        return await listen(wish);
      } finally {
        opening -= 1;
      }
    },
    async stop(id) {
      if (!open.has(id)) throw new AppError('STORE_NOT_FOUND', { message: 'No capture with this id listens.', hint: 'It may have ended.' });
      await close(id);
    },
    list,
    async closeAll() {
      clearTimeout(telling);
      await Promise.all([...open.keys()].map(close));
    },
  };
}

/** The strings to register, the one RFC 8252 §8.3 advises first. */
function redirectUris(port: number, path: string | null, https: boolean, addresses: CaptureListening['addresses']): string[] {
  const isDefault = port === (https ? 443 : 80);
  const names = ['127.0.0.1', 'localhost', ...(addresses.includes('::1') ? ['[::1]'] : [])];
  return names.map((name) => `${https ? 'https' : 'http'}://${name}${isDefault ? '' : `:${port}`}${path ?? '/'}`);
}
