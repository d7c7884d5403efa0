import * as z from 'zod';
import { utc } from '../fields.ts';

/** What of a provider can refuse everybody at once: its calendar or meetings, or its sign-in. */
export const BreakerName = z.enum([
  'google_calendar',
  'google_sign_in',
  'microsoft_calendar',
  'microsoft_sign_in',
  'zoom_meetings',
  'zoom_sign_in',
]);
export type BreakerName = z.infer<typeof BreakerName>;

/** Whether a provider refuses the whole hub, and when it is asked again: `BREAKER#<name>`. Absent = closed. */
export const Breaker = z.object({
  v: z.literal(1),
  name: BreakerName,
  version: z.number().int(),
  state: z.enum(['open', 'closed']),
  /** The provider's word that opened it last. */
  word: z.string(),
  /** Refusals in a row. */
  trips: z.number().int(),
  openedAt: utc,
  /** Nobody calls before; then one does. */
  until: utc,
  /** While one asks whether it is over: nobody else does before this instant. */
  probeUntil: utc.optional(),
});
export type Breaker = z.infer<typeof Breaker>;
