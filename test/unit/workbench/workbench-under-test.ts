import { expect } from 'vitest';
import {
  type EventName,
  type EventPayload,
  events,
  type MethodInput,
  type MethodName,
  type MethodOutput,
  methods,
} from '../../../shared/contract/contract.ts';
import { dispatch } from '../../../shared/contract/dispatch.ts';
import { AppError, fromErrorData } from '../../../shared/errors.ts';
import type { Ports } from '../../../shared/ports.ts';
import { createWorkbench } from '../../../shared/workbench/create-workbench.ts';
import { memoryPorts } from '../../fixtures/ports/memory-ports.ts';

/** A workbench over ports in memory, called the way a host calls it. Everything it says is held against the contract. */
export function workbenchUnderTest(change: (ports: Ports) => Ports = (ports) => ports) {
  const { ports, world } = memoryPorts(() => new AppError('STORE_NOT_FOUND'));
  const told: { name: EventName; payload: EventPayload<EventName> }[] = [];
  const listeners = new Set<() => void>();
  const host = {
    version: '1.2.3',
    capabilities: { opensBrowser: true, ownScheme: false, signInWindow: false, nativeMenu: false, commandKey: 'Ctrl' },
    dataFolder: '/data',
  } as const;
  const { handlers, close } = createWorkbench(change(ports), host, (name, payload) => {
    expect(events[name].safeParse(payload).error).toBeUndefined();
    told.push({ name, payload });
    for (const listener of listeners) listener();
  });

  async function call<M extends MethodName>(name: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
    const reply = await dispatch(handlers, name, JSON.parse(JSON.stringify(input)), (_name, error) => {
      if (error.code === 'INTERNAL') throw error.cause;
    });
    if (!reply.ok) throw fromErrorData(reply.error);
    expect(methods[name].output.safeParse(reply.value).error).toBeUndefined();
    return reply.value as MethodOutput<M>;
  }

  const toldOf = <E extends EventName>(name: E) =>
    told.filter((event) => event.name === name).map(({ payload }) => payload as EventPayload<E>);

  /** Waits until an event was told for which the condition holds. */
  async function until<E extends EventName>(name: E, holds: (payload: EventPayload<E>) => boolean = () => true): Promise<EventPayload<E>> {
    const { promise, resolve } = Promise.withResolvers<EventPayload<E>>();
    const look = () => {
      const found = toldOf(name).find(holds);
      if (found !== undefined) resolve(found);
    };
    listeners.add(look);
    look();
    return promise.finally(() => listeners.delete(look));
  }

  return { call, world, toldOf, until, close };
}
