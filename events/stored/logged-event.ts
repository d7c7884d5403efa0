import * as z from 'zod';
import { Transition } from './transition.ts';

/**
 * A transition at its place in the org's event log, in `LOG#<org>` / `EVENT#<position>`. The place is given once and never changes.
 * `type` may be one that this version does not know yet.
 */
export const LoggedEvent = Transition.extend({ type: z.string(), position: z.number().int().positive() });
export type LoggedEvent = z.infer<typeof LoggedEvent>;
