import type { DiagnosisFacts } from './facts.ts';
import { endpointOf } from './readings.ts';

/** Where the metadata says the endpoint is, if that is elsewhere than where it was asked. */
export function elsewhere(facts: DiagnosisFacts) {
  if (facts.last === null) return null;
  const endpoint = endpointOf(facts.last, facts);
  if (endpoint === null || endpoint.published === null || URL.parse(endpoint.published)?.href === facts.last.url.href) return null;
  return { field: endpoint.field, published: endpoint.published };
}

/** The fix for an endpoint that is not what was asked: the published one, or `otherwise` where none is published. */
export function beside(facts: DiagnosisFacts, otherwise: string) {
  const other = elsewhere(facts);
  if (other === null) return { fix: otherwise };
  return {
    fix: `Use ${other.published}, which the server publishes.`,
    changes: [{ kind: 'endpoint', name: other.field, value: other.published }] as const,
  };
}
