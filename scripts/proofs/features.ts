import { clientsFeatures } from './features/clients.ts';
import { endpointsFeatures } from './features/endpoints.ts';
import { grantsFeatures } from './features/grants.ts';
import { inspectorFeatures } from './features/inspector.ts';
import { requestsFeatures } from './features/requests.ts';
import { secretsFeatures } from './features/secrets.ts';
import type { FeatureGroup } from './proof.ts';

/** Everything that is to be proved, in the order of the table. */
export const featureGroups: readonly FeatureGroup[] = [
  grantsFeatures,
  clientsFeatures,
  requestsFeatures,
  endpointsFeatures,
  inspectorFeatures,
  secretsFeatures,
];
