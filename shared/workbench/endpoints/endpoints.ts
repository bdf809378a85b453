/** The table of all endpoints that can be asked by themselves. A new one is a new file, a wish in the model, and a row. */
import type { EndpointTask } from '../../model/endpoint-wish.ts';
import type { Endpoint } from './endpoint.ts';
import { introspection } from './introspection.ts';
import { resource } from './resource.ts';
import { revocation } from './revocation.ts';
import { userinfo } from './userinfo.ts';

export const endpoints: { readonly [Task in EndpointTask]: Endpoint<Task> } = { introspection, revocation, userinfo, resource };
