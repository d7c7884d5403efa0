import * as z from 'zod';
import { utc } from '../fields.ts';
import { Location } from './booking.ts';
import { GuestPolicy, Reminder } from './booking-terms.ts';

/** one_to_one: its one host · round_robin: one of them, by turns · collective: all of them. */
export const EventTypeKind = z.enum(['one_to_one', 'round_robin', 'collective']);
export type EventTypeKind = z.infer<typeof EventTypeKind>;

/** A draft is nobody's to book. */
export const EventTypeState = z.enum(['draft', 'active']);
export type EventTypeState = z.infer<typeof EventTypeState>;

export const QuestionKind = z.enum(['text', 'long_text', 'choice', 'yes_no', 'phone']);

/** What guests are asked when they book; answers go by its `id`. */
const Question = z.object({
  id: z.string(),
  label: z.string(),
  kind: QuestionKind,
  required: z.boolean().default(false),
  /** Of a `choice`, one of which is the answer. */
  choices: z.array(z.string()).optional(),
});

/**
 * What guests can book: `EVENT_TYPE#<id>` / `EVENT_TYPE`, so that a public page finds it by its unguessable id alone. It is listed in its
 * org and at each host in rows of their own. Durations are ISO 8601, weeks to seconds.
 */
export const EventType = z.object({
  v: z.literal(1),
  id: z.string(),
  org: z.string(),
  version: z.number().int(),
  title: z.string(),
  description: z.string().optional(),
  kind: EventTypeKind,
  /** `weight`: how often somebody's turn comes, beside the others of a round robin; 1 where it is absent. */
  hosts: z.array(z.object({ userId: z.string(), weight: z.number().int().optional() })),
  /** The first is meant where a guest does not choose. */
  durations: z.array(z.string()),
  /** Absent = where the assigned host is met by default. */
  location: Location.optional(),
  linkPer: z.enum(['meeting', 'participant']).default('meeting'),
  questions: z.array(Question).default([]),
  reminders: z.array(Reminder).default([]),
  guestPolicy: GuestPolicy.default({}),
  state: EventTypeState,
  createdAt: utc,
  updatedAt: utc,
});
export type EventType = z.infer<typeof EventType>;
