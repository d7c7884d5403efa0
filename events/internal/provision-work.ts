import * as z from 'zod';
import { utc } from '../fields.ts';

/** Work at a provider for one connection: FIFO group = connection, so writes never overtake each other. */
export const ProvisionWork = z.discriminatedUnion('kind', [
  z.object({
    v: z.literal(1),
    kind: z.literal('booking'),
    org: z.string(),
    bookingId: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    trace: z.string(),
  }),
  /** What a booking owes to a conference account. */
  z.object({
    v: z.literal(1),
    kind: z.literal('meeting'),
    org: z.string(),
    bookingId: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    /** Somebody says that it was changed there: it is read even if nothing is owed. */
    look: z.boolean().default(false),
    trace: z.string(),
  }),
  z.object({
    v: z.literal(1),
    kind: z.literal('connect'),
    org: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    attemptId: z.string(),
    trace: z.string(),
  }),
  z.object({
    v: z.literal(1),
    kind: z.literal('disconnect'),
    org: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    runId: z.string(),
    trace: z.string(),
  }),
  /** Feeds that are no longer needed go, and bookings leave calendars that are gone. */
  z.object({
    v: z.literal(1),
    kind: z.literal('calendars'),
    org: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    trace: z.string(),
  }),
  z.object({
    v: z.literal(1),
    kind: z.literal('forget_attempt'),
    org: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    attemptId: z.string(),
    trace: z.string(),
  }),
  /** The provider has ended the connection: what was imported through it goes. */
  z.object({
    v: z.literal(1),
    kind: z.literal('lost'),
    org: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    /** Which loss: the instant at which it was noticed. */
    since: utc,
    trace: z.string(),
  }),
  /** Something was told of the account: its provider is asked whether it still lets us in. */
  z.object({
    v: z.literal(1),
    kind: z.literal('probe'),
    org: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    trace: z.string(),
  }),
  /** The daily round of a conference account: its meetings to come are looked at, and its token is renewed before it dies of idleness. */
  z.object({
    v: z.literal(1),
    kind: z.literal('keep_alive'),
    org: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    trace: z.string(),
  }),
  /** Its user took our access away and has not come back: what is kept of the account has to go. */
  z.object({
    v: z.literal(1),
    kind: z.literal('deauthorized'),
    org: z.string(),
    userId: z.string(),
    connectionId: z.string(),
    since: utc,
    trace: z.string(),
  }),
  /** Nobody is met by somebody who is gone: event types that name them are changed. */
  z.object({
    v: z.literal(1),
    kind: z.literal('person_removed'),
    org: z.string(),
    userId: z.string(),
    /** Which removal, as the same id may come again and be removed again: the id of its transition. */
    removal: z.string(),
    trace: z.string(),
  }),
  /** A slot was held for a guest until about now. */
  z.object({
    v: z.literal(1),
    kind: z.literal('hold'),
    org: z.string(),
    bookingId: z.string(),
    trace: z.string(),
  }),
  /** A host has declined: what follows from it by the settings of the org. */
  z.object({
    v: z.literal(1),
    kind: z.literal('declined'),
    org: z.string(),
    bookingId: z.string(),
    trace: z.string(),
  }),
  /** A change of several meetings of a series has begun: whoever comes goes on with it. */
  z.object({
    v: z.literal(1),
    kind: z.literal('series'),
    org: z.string(),
    seriesId: z.string(),
    trace: z.string(),
  }),
  /** A booking came into the way of others, or left it: whoever hosted it has their bookings of these times judged anew. */
  z.object({
    v: z.literal(1),
    kind: z.literal('conflicts'),
    org: z.string(),
    hosts: z.array(z.string()),
    spans: z.array(z.object({ from: utc, to: utc })),
    /** Whose due item asks for it as well. */
    owed: z.string(),
    trace: z.string(),
  }),
  /** The org allows less than some of its calendars are kept with. */
  z.object({ v: z.literal(1), kind: z.literal('org_privacy'), org: z.string(), trace: z.string() }),
]);
export type ProvisionWork = z.infer<typeof ProvisionWork>;
