/** Faults that answer in place of the token endpoint. */
import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { type Fault, TOKEN_PATH } from './fault.ts';

const instead =
  (answer: (context: Context) => void): Fault =>
  () =>
  async (context, next) => {
    if (context.path !== TOKEN_PATH) return next();
    answer(context);
  };

const json = (context: Context, status: number, body: string) => {
  context.status = status;
  context.type = 'application/json';
  context.body = body;
};

export const tokenAnswers = {
  server_error: instead((context) => json(context, 500, '{"error":"server_error"}')),
  rate_limited: instead((context) => {
    context.set('Retry-After', '30');
    json(context, 429, '{"error":"temporarily_unavailable"}');
  }),
  html: instead((context) => {
    context.type = 'html';
    context.body = '<!doctype html><title>Sign in</title><form><input type="password"></form>';
  }),
  broken_json: instead((context) => json(context, 200, '{"access_token":"cut-off","token_ty')),
  empty_body: instead((context) => json(context, 200, '')),
  slow_body: instead((context) => {
    context.type = 'application/json';
    // Begins, and never ends.
    const body = new Readable({ read() {} });
    body.push('{"access_token":');
    context.body = body;
  }),
  redirect: instead((context) => {
    context.status = 302;
    context.set('Location', '/token-elsewhere');
  }),
  slow_down: instead((context) => json(context, 400, '{"error":"slow_down"}')),
} as const;
