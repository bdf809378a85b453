import { expect, it } from 'vitest';
import { explainClient } from '../../../shared/inspector/client-members.ts';

it('what one looks for first stands first, whatever the server says first; a name nobody registered stands last, without words', () => {
  const read = explainClient({ own: 1, scope: 'a', __proto__: null, client_secret: '[redacted]', client_id: 'c1' });
  expect(read.map(({ name }) => name)).toEqual(['client_id', 'client_secret', 'scope', 'own']);
  expect(read.at(-1)).toEqual({ name: 'own', value: 1, meaning: '', spec: null });
  for (const { meaning, spec } of read.slice(0, -1)) {
    expect(meaning).toMatch(/\.$/);
    expect(spec?.url).toMatch(/^https:/);
  }
});
