import type { Middleware } from 'koa';
import type { PlaygroundFault } from '../../shared/model/playground.ts';
import type { PlaygroundKeys } from '../keys.ts';

/** One way to misbehave: a layer around the well-behaved server. */
export type Fault = (keys: PlaygroundKeys) => Middleware;

/** Every fault has its layer. */
export type FaultTable = Readonly<Record<PlaygroundFault, Fault>>;

export const TOKEN_PATH = '/token';
