import { AppError } from '../errors.ts';
import { unsealText } from '../exchange/sealed-text.ts';
import { unsealField } from '../exchange/unseal-exchange.ts';
import type { ExchangeTemplate, SealedValues } from '../model/exchange.ts';
import type { KnownSecret, ResolvedEdits } from '../model/resolved-profile.ts';
import type { RunRecord, Step, StepName } from '../model/run.ts';
import type { HttpRequest } from '../ports.ts';
import type { NameValues } from '../protocol/apply-edits.ts';
import { authorizationUrl } from '../protocol/authorization-request.ts';
import { type ChangeableMessage, editMessage } from '../protocol/changed-message.ts';

/** A message of a finished run, as it can be sent or accepted once more. */
export interface RecordedMessage {
  readonly name: StepName;
  /** What travelled, in few words. */
  readonly label: string;
  readonly message: ChangeableMessage;
  /** A redirect that no request brought: pasted, by custom scheme, or in the sign-in window. */
  readonly pasted: boolean;
  /** What was hidden in it: secret is also what only the run that is over knew to be that. */
  readonly secrets: readonly KnownSecret[];
  /** The request that goes out with the changes made; a callback is none. */
  request(edits: ResolvedEdits): HttpRequest;
}

/** What the connection makes anew for each request. */
const ofConnection = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'expect',
  'upgrade',
  'te',
  'trailer',
]);

/**
 * Takes a message out of a finished run, its sealed values put back.
 *
 * @throws AppError `STORE_NOT_FOUND` where that step sent and received nothing that could be repeated
 */
export function recordedMessage({ view, sealed }: RunRecord, index: number): RecordedMessage {
  const step = view.steps.find((each) => each.index === index);
  if (step?.pasted && sealed.pasted) return pastedRedirect(step, sealed.pasted);
  const template = step?.exchange;
  const values = sealed.exchanges[index];
  if (step === undefined || !template || !values) {
    throw new AppError('STORE_NOT_FOUND', {
      message: 'This step has no message that could be sent again.',
      hint: 'Choose a step that sent or received something.',
    });
  }
  const url = unsealField(template, values, 'request.url');
  const headers = template.request.headers.map(([name, value]): [string, string] => [name, unsealText(value, values.values)]);
  const body = template.request.body === null ? null : unsealField(template, values, 'request.body');
  const isForm =
    body !== null &&
    headers.some(([name, value]) => /^content-type$/i.test(name) && /^application\/x-www-form-urlencoded\s*(;|$)/i.test(value));
  const place = body === null ? 'query' : isForm ? 'form' : 'none';
  const { search } = new URL(url);
  const target = place === 'query' ? url.replace(/[?#].*$/, '') : url;
  const parameters = place === 'query' ? [...new URLSearchParams(search)] : isForm ? [...new URLSearchParams(body)] : [];
  const { method } = template.request;
  const isCallback = step.name === 'callback';
  const message: ChangeableMessage = {
    method: isCallback ? '' : method,
    target,
    parameters,
    headers: isCallback ? [] : headers.filter(([name]) => !ofConnection.has(name.toLowerCase())),
  };
  return {
    name: step.name,
    label: step.label,
    message,
    pasted: false,
    secrets: hiddenIn(template.request, values),
    request(edits) {
      const ready = editMessage(message, edits);
      // What was not changed goes out as the bytes it was.
      const same = JSON.stringify(ready.parameters) === JSON.stringify(parameters);
      const form = new URLSearchParams(ready.parameters.map(([name, value]) => [name, value])).toString();
      return {
        method,
        url: place === 'query' && !same ? authorizationUrl(new URL(target), ready.parameters) : url,
        headers: ready.headers,
        body: body === null ? null : new TextEncoder().encode(place === 'form' && !same ? form : body),
      };
    },
  };
}

/** What was pasted, as a redirect that can be accepted once more. */
function pastedRedirect({ name, label }: Step, parameters: NameValues): RecordedMessage {
  return {
    name,
    label,
    message: { method: '', target: '', parameters, headers: [] },
    pasted: true,
    secrets: [],
    request() {
      throw new AppError('INTERNAL', { message: 'A redirect is accepted again, and sent nowhere.' });
    },
  };
}

/** The sealed values of a request, as they stood in it and as they were before a URL or a form escaped them. */
function hiddenIn({ url, headers, body }: ExchangeTemplate['request'], { values }: SealedValues): KnownSecret[] {
  const texts = [url, ...headers.map(([, value]) => value), body?.text ?? []];
  return texts.flat().flatMap((part) => {
    const value = typeof part === 'string' || part.kind === 'binary' ? undefined : values[part.sealed];
    if (typeof part === 'string' || value === undefined) return [];
    const unescaped = new URLSearchParams(`value=${value.replaceAll('&', '%26')}`).get('value') ?? value;
    return [...new Set([value, unescaped])].map((spelling) => ({ kind: part.kind, value: spelling }));
  });
}
