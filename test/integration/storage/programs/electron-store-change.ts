/** One change through the real electron-store. It needs Electron only to find a default folder, and gets an absolute one. */
import { randomUUID } from 'node:crypto';
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: 'data:text/javascript,export default {}', shortCircuit: true } : next(specifier, context),
});
const { default: ElectronStore } = await import('electron-store');
const { createWorkspaceStore } = await import('../../../../node/workspace/workspace-store.ts');

const [folder = '', name = ''] = process.argv.slice(2);
const store = createWorkspaceStore({ folder, Store: ElectronStore });
const { environments } = await store.change((workspace) => ({
  ...workspace,
  environments: [...workspace.environments, { id: randomUUID(), name, variables: [] }],
}));
console.log(JSON.stringify(environments.map((environment) => environment.name)));
