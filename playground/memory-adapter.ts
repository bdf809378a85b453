import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { ExpiringStore } from './expiring-store.ts';

/** Keeps what `oidc-provider` issues in memory, bounded: the playground forgets everything when it stops. */
export function createMemoryAdapter(capacity?: number): AdapterFactory {
  const artifacts = new ExpiringStore<AdapterPayload>(capacity);
  /** Other names an artifact is found by: a session's uid, a device flow's user code. */
  const aliases = new ExpiringStore<string>(capacity);
  /** Everything that falls when a grant is revoked. */
  const grants = new ExpiringStore<Set<string>>(capacity);

  return (model: string): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`;
    const find = (id: string) => artifacts.get(keyOf(id));
    const findByAlias = (alias: string) => {
      const id = aliases.get(alias);
      return id === undefined ? undefined : find(id);
    };

    return {
      async upsert(id, payload, expiresIn) {
        artifacts.set(keyOf(id), payload, expiresIn);
        if (payload.uid !== undefined) aliases.set(`${model}:uid:${payload.uid}`, id, expiresIn);
        if (payload.userCode !== undefined) aliases.set(`${model}:code:${payload.userCode}`, id, expiresIn);
        if (payload.grantId === undefined) return;
        const members = grants.get(payload.grantId) ?? new Set<string>();
        members.add(keyOf(id));
        // A grant outlives its artifacts, so the list of them is dropped by room alone.
        grants.set(payload.grantId, members, undefined);
      },
      find: async (id) => find(id),
      findByUid: async (uid) => findByAlias(`${model}:uid:${uid}`),
      findByUserCode: async (userCode) => findByAlias(`${model}:code:${userCode}`),
      async consume(id) {
        const payload = find(id);
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        artifacts.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const key of grants.get(grantId) ?? []) artifacts.delete(key);
        grants.delete(grantId);
      },
    };
  };
}
