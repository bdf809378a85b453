/**
 * Adds environments to a workspace, one change each, and prints the id of each once it is
 * acknowledged. Arguments: folder, how many (0: until killed).
 */
import { randomUUID } from 'node:crypto';
import Conf from 'conf';
import { createWorkspaceStore } from '../../../../node/workspace/workspace-store.ts';

const [folder = '', count = '0'] = process.argv.slice(2);
const store = createWorkspaceStore({ folder, Store: Conf, waitMs: 60_000 });
for (let done = 0; count === '0' || done < Number(count); done += 1) {
  const id = randomUUID();
  await store.change((workspace) => ({
    ...workspace,
    environments: [...workspace.environments, { id, name: `environment ${done}`, variables: [] }],
  }));
  process.stdout.write(`${id}\n`);
}
