/** Runs secret store calls given as JSON and prints each outcome as a line of JSON, then exits by itself. */
import { createSecretStore, type SecretStoreOptions } from '../../../../node/keychain/keytar-secret-store.ts';
import { asAppError } from '../../../../shared/errors.ts';

type Call =
  | readonly ['get' | 'delete' | 'list', string]
  | readonly ['set', account: string, value: string]
  | readonly ['probe' | 'useMemory' | 'exit'];

const { options, calls } = JSON.parse(process.argv[2] ?? '') as { options: SecretStoreOptions; calls: readonly Call[] };
const store = createSecretStore(options);
const { useMemory: keepInMemory } = store;

async function run(call: Call): Promise<unknown> {
  switch (call[0]) {
    case 'set':
      return store.set(call[1], call[2]);
    case 'probe':
      return (await store.probe()).state;
    case 'useMemory':
      return keepInMemory();
    case 'exit':
      return process.exit(3);
    default:
      return store[call[0]](call[1]);
  }
}

for (const call of calls) {
  try {
    console.log(JSON.stringify({ value: (await run(call)) ?? null }));
  } catch (thrown) {
    const { code, message, hint } = asAppError(thrown);
    console.log(JSON.stringify({ code, message, hint }));
  }
}
