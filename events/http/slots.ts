import * as z from 'zod';
import { ianaZone, instant } from '../fields.ts';
import { EventTypeKind, QuestionKind } from '../stored/event-type.ts';
import { durationField } from './duration-field.ts';

/** `GET /v1/event-types/{id}/slots`; explained for 7 days at most. */
export const SlotsQuery = z.strictObject({
  from: instant,
  /** At most 31 days later. */
  to: instant,
  /** Of the guest: times are answered with its offsets. */
  zone: ianaZone.default('UTC'),
  /** One of the event type's; its first by default. */
  duration: durationField('PT5M', 'P1D').optional(),
});
export type SlotsQuery = z.infer<typeof SlotsQuery>;

/** What everybody may know of an event type: all that a form to book it needs. */
const OfferedType = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
  kind: EventTypeKind,
  hosts: z.array(z.object({ name: z.string() })),
  durations: z.array(z.string()),
  location: z.object({ kind: z.string(), venue: z.string().optional() }).optional(),
  questions: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      kind: QuestionKind,
      required: z.boolean(),
      choices: z.array(z.string()).optional(),
    }),
  ),
});
export type OfferedType = z.infer<typeof OfferedType>;

const Slot = z.object({ start: z.string(), end: z.string() });

export const SlotsView = z.object({
  eventType: OfferedType,
  zone: z.string(),
  items: z.array(Slot),
  /** Where the window has none: when the next one begins, if that is within three months. */
  nextAvailable: z.string().optional(),
});
export type SlotsView = z.infer<typeof SlotsView>;

/** In the order in which they are told where several block. `location`: nobody could make the link of the place. */
export const BlockedBy = z.enum([
  'location',
  'outside_hours',
  'notice',
  'horizon',
  'unknown',
  'busy',
  'buffer',
  'day_full',
  'week_full',
]);
export type BlockedBy = z.infer<typeof BlockedBy>;

/** `GET /v1/event-types/{id}/slots/explain`: every start that is not offered. */
export const ExplainedSlots = z.object({
  zone: z.string(),
  items: z.array(
    z.object({
      start: z.string(),
      /** Of several hosts: of whoever must be there the first that cannot, where one is enough the one that comes closest. */
      blockedBy: BlockedBy,
      hosts: z.array(z.object({ userId: z.string(), blockedBy: BlockedBy.optional() })),
    }),
  ),
});
export type ExplainedSlots = z.infer<typeof ExplainedSlots>;
