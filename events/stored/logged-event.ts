import * as z from 'zod';
import { Transition } from './transition.ts';

/** A transition at its place in the org's event log, in `LOG#<org>` / `EVENT#<position>`. The place is given once and never changes. */
export const LoggedEvent = Transition.extend({ position: z.number().int().positive() });
export type LoggedEvent = z.infer<typeof LoggedEvent>;
