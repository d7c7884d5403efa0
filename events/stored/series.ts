import * as z from 'zod';
import { locale, utc } from '../fields.ts';
import { Booking, Guest, Location } from './booking.ts';
import { Actor } from './transition.ts';

const Occurrence = z.object({
  bookingId: z.string(),
  /** When it begins by the rule. */
  at: utc,
  /** What the rule says on the wall clock, where the clock skips that time. */
  skipped: z.string().optional(),
});

const Time = z.object({ bookingId: z.string(), start: utc, end: utc });

const begun = {
  actor: Actor,
  trace: z.string(),
  at: utc,
};

/** What a request changes beside the time; `null` takes away. */
const SeriesPatch = z.object({
  title: z.string().optional(),
  description: z.string().nullable().optional(),
  guests: z
    .array(Guest.pick({ email: true, name: true, zone: true }).extend({ locale: locale.optional() }))
    .optional(),
  location: Location.nullable().optional(),
  resources: z.array(z.string()).nullable().optional(),
  externalId: z.string().nullable().optional(),
  metadata: z.record(z.string(), z.string()).nullable().optional(),
  url: z.string().nullable().optional(),
  allowConflicts: z.boolean().optional(),
  notify: z.enum(['all', 'none']).optional(),
});

/** What has begun and must be done to the end before anything else is done to the series, by whoever comes. */
export const SeriesChange = z.discriminatedUnion('kind', [
  z.object({
    ...begun,
    kind: z.literal('create'),
    /** What all its meetings have in common, as revision 0 and without calendars. */
    template: Booking,
    times: z.array(Time),
    /** Foreign busy time that the meetings overlap, taken with open eyes; absent = their time was free. */
    taken: z.array(z.object({ userId: z.string(), start: utc, end: utc })).optional(),
    quiet: z.boolean(),
  }),
  z.object({
    ...begun,
    kind: z.literal('cancel'),
    bookings: z.array(z.string()),
    reason: z.string().optional(),
  }),
  z.object({
    ...begun,
    kind: z.literal('change'),
    /** The series that the changed meetings belong to from then on. */
    seriesId: z.string(),
    /** As they are to be, held in the agendas under other names until all are. */
    times: z.array(Time),
    moves: z.boolean(),
    /** In whose agendas the new times stand: nobody judges these again. */
    holders: z.array(z.string()),
    patch: SeriesPatch,
  }),
]);
export type SeriesChange = z.infer<typeof SeriesChange>;

/** What several bookings have in common that were made by one rule: `SERIES#…`. Its parts after a split stay in one item. */
export const Series = z.object({
  v: z.literal(1),
  id: z.string(),
  org: z.string(),
  version: z.number().int(),
  zone: z.string(),
  /** On the wall clock of the zone: `2027-03-22T09:00:00`. */
  start: z.string(),
  lengthMs: z.number().int(),
  /** The value of an RRULE. */
  rule: z.string(),
  /** In the order of the rule; what was left out is not among them. */
  occurrences: z.array(Occurrence),
  /** How often it was split. */
  splits: z.number().int().default(0),
  pending: SeriesChange.optional(),
  createdAt: utc,
});
export type Series = z.infer<typeof Series>;
