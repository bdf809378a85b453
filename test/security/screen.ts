import type { EventName, EventPayload, MethodInput, MethodName, MethodOutput, Reply } from '../../shared/contract/contract.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import { type MaskedTranscript, maskedTranscript } from './masked-transcript.ts';

/** What stands where the screen stands: calls the host, hears its events, writes down what it is told. */
export interface Screen {
  readonly transcript: MaskedTranscript;
  /** The reply, whatever it is; input may be of the wrong form on purpose. */
  call(method: string, input: unknown): Promise<Reply<unknown>>;
  /** The value of a reply that must be good. */
  ask<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>;
  /** Resolves with the first event the test accepts, also one that has already happened. */
  until<E extends EventName>(name: E, accept: (payload: EventPayload<E>) => boolean): Promise<EventPayload<E>>;
  /** To be called for each event that arrives. */
  hear(name: string, payload: unknown): void;
}

/** @param send brings a call to the host. */
export function createScreen(send: (method: string, input: unknown) => Promise<Reply<unknown>>): Screen {
  const transcript = maskedTranscript();
  const heard: { name: string; payload: unknown }[] = [];
  const waiting = new Set<(name: string, payload: unknown) => void>();

  const screen: Screen = {
    transcript,
    async call(method, input) {
      const reply = await send(method, input);
      transcript.reply(method, reply);
      return reply;
    },
    async ask<M extends MethodName>(method: M, input: MethodInput<M>) {
      const reply = await screen.call(method, input);
      if (!reply.ok) throw new Error(`${method}: ${describe(reply.error)}`);
      return reply.value as MethodOutput<M>;
    },
    until<E extends EventName>(name: E, accept: (payload: EventPayload<E>) => boolean) {
      const fits = (other: string, payload: unknown): payload is EventPayload<E> => other === name && accept(payload as EventPayload<E>);
      for (const { name: other, payload } of heard) if (fits(other, payload)) return Promise.resolve(payload);
      const { promise, resolve } = Promise.withResolvers<EventPayload<E>>();
      const look = (other: string, payload: unknown) => {
        if (!fits(other, payload)) return;
        waiting.delete(look);
        resolve(payload);
      };
      waiting.add(look);
      return promise;
    },
    hear(name, payload) {
      transcript.event(name, payload);
      heard.push({ name, payload });
      for (const look of [...waiting]) look(name, payload);
    },
  };
  return screen;
}

function describe({ code, message }: AppErrorData): string {
  return `${code} ${message}`;
}
