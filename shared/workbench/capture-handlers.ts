import type { CapturePart, Handlers } from '../contract/contract.ts';
import { examineRedirect } from '../diagnosis/redirect-doctor.ts';
import { AppError } from '../errors.ts';
import { unsealText } from '../exchange/sealed-text.ts';
import { unsealField } from '../exchange/unseal-exchange.ts';
import { unsealRaw } from '../exchange/unseal-raw.ts';
import type { CaptureRecord } from '../model/capture.ts';
import { exportCaptures } from './capture-export.ts';
import { type CaptureHits, noSuchCapture } from './capture-hits.ts';
import { createCaptureListeners } from './capture-listeners.ts';
import { captureRecord } from './capture-record.ts';
import type { LiveRuns } from './track-runs.ts';
import type { WorkbenchContext } from './workbench-context.ts';

type CaptureHandlers = Pick<Handlers, Extract<keyof Handlers, `capture.${string}`> | 'redirect.examine'>;

/** Listening without a run, for testers who drive another application. Only `reveal` and an export that asks for it answer with what was sealed. */
export function captureHandlers(
  context: WorkbenchContext,
  hits: CaptureHits,
  live: LiveRuns,
): { handlers: CaptureHandlers; close(): Promise<void> } {
  const { ports, host, emit } = context;
  const listeners = createCaptureListeners(context, (hit, listener) => {
    const record = captureRecord(crypto.randomUUID(), hit);
    hits.keep(record);
    emit('capture.hit', { hit: record.view.summary, listener });
  });

  const handlers: CaptureHandlers = {
    'capture.start': (wish) => context.watched(listeners.open(wish)),
    'capture.stop': async ({ listenerId }) => {
      await listeners.stop(listenerId);
      return null;
    },
    'capture.list': async () => ({ listeners: listeners.list(), ...(await hits.list()) }),
    'capture.read': async ({ id }) => (await hits.read(id)).view,
    'capture.reveal': async ({ id, part }) => ({ text: reveal(await hits.read(id), part) }),
    'capture.pin': async ({ ids, pinned }) => {
      await hits.pin(ids, pinned);
      return null;
    },
    'capture.delete': async ({ ids }) => {
      await hits.delete(ids);
      return null;
    },
    'capture.export': async ({ ids, format, secrets }) => {
      const wanted = ids ?? (await hits.list()).hits.map(({ id }) => id);
      const records: CaptureRecord[] = [];
      for (const id of wanted) records.push(await hits.read(id));
      return exportCaptures(records, format, secrets, host.version);
    },
    'capture.findRuns': async ({ id }) => {
      const states = statesOf(await hits.read(id));
      return {
        runs: [...live].flatMap(([runId, run]) => {
          const task = run.waiting();
          const { summary, steps } = run.view();
          const { profileName, startedAt } = summary;
          // Once its redirect has arrived it waits no more, though it goes on.
          const waits = steps.some(({ waiting }) => waiting?.for === 'browser');
          return task === null || !waits
            ? []
            : [{ runId, profileName, startedAt, sameState: task.states.some((state) => states.includes(state)) }];
        }),
      };
    },
    'capture.hand': async ({ id, runId }) => {
      const record = await hits.read(id);
      const run = live.get(runId);
      if (run === undefined)
        throw new AppError('STORE_NOT_FOUND', { message: 'No run with this id is under way.', hint: 'It may have ended.' });
      const exchange = unsealRaw(record.view.exchange, record.sealed.exchange);
      const way = exchange.request.url.startsWith('https:') ? 'https_loopback' : 'loopback';
      run.paste(redirectedUrl(record), { via: record.view.summary.via ?? 'paste', way, exchange });
      return null;
    },
    'redirect.examine': async ({ redirectUri, registered }) =>
      examineRedirect(redirectUri, await ports.capture.probe(redirectUri), registered),
  };
  return { handlers, close: listeners.closeAll };
}

/** @throws AppError `STORE_NOT_FOUND` where the request has no such part */
function reveal({ view, sealed }: CaptureRecord, part: CapturePart): string {
  switch (part.kind) {
    case 'field':
      return unsealField(view.exchange, sealed.exchange, part.field);
    case 'fragment':
      return unsealText(view.fragment ?? [], sealed.fragment);
    case 'parameter': {
      const parameter = view.parameters[part.index];
      if (parameter === undefined) throw noSuchCapture();
      return unsealText(parameter.value, sealed.parameters);
    }
  }
}

/** The values of `state`, as they came. */
function statesOf({ view, sealed }: CaptureRecord): string[] {
  return view.parameters.filter(({ name }) => name === 'state').map(({ value }) => unsealText(value, sealed.parameters));
}

/** The request as the address on which a browser would have ended: what stood in its body goes into the query. */
function redirectedUrl({ view, sealed }: CaptureRecord): string {
  const url = unsealField(view.exchange, sealed.exchange, 'request.url');
  const mark = url.indexOf('?');
  const [address, query] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  const isForm = view.parameters.some(({ place }) => place === 'form');
  const body = isForm ? unsealField(view.exchange, sealed.exchange, 'request.body') : '';
  const fragment = view.fragment === null ? '' : unsealText(view.fragment, sealed.fragment);
  const parameters = [query, body].filter((part) => part !== '').join('&');
  return `${address}${parameters && `?${parameters}`}${fragment && `#${fragment}`}`;
}
