import type { ReadyWish } from './endpoints/endpoint.ts';
import type { FillVariables } from './fill-variables.ts';

/**
 * A wish with the variables filled into what the user wrote. Only a request of their own has any: what other
 * endpoints are asked is made of the token.
 *
 * @throws AppError as `fill`
 */
export async function fillWish(wish: ReadyWish, fill: FillVariables): Promise<ReadyWish> {
  if (wish.task !== 'resource') return wish;
  const headers: { name: string; value: string }[] = [];
  for (const { name, value } of wish.headers) {
    const filled = await fill(name, 'The name of a header');
    headers.push({ name: filled, value: await fill(value, `The header “${filled}”`) });
  }
  return { ...wish, url: (await fill(wish.url, 'The URL')).trim(), headers, body: await fill(wish.body, 'The body') };
}
