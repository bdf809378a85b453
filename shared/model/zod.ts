/**
 * The one door to zod. Schemas run interpreted (`jitless`): the compiled form needs `eval`,
 * which our Content Security Policy forbids, and one behaviour everywhere is easier to trust.
 */
import * as z from 'zod';

z.config({ jitless: true });

export { z };
