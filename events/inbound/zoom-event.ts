import * as z from 'zod';
import { instant } from '../fields.ts';

/** A number here, a text there; it becomes part of a FIFO group, so nothing but digits. */
const MeetingId = z
  .union([z.int().nonnegative(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,24}$/u));

/** Case counts; it becomes part of a FIFO group. */
const AccountKey = z.string().regex(/^[\w.~-]{1,64}$/u);

const hosted = { id: MeetingId, host_id: AccountKey.optional() };
const eventTs = z.int().nonnegative().optional().catch(undefined);

/**
 * What is read of an event: of people in a meeting nothing at all. Others are not for us.
 * https://developers.zoom.us/docs/api/meetings/events/
 */
export const ZoomEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('endpoint.url_validation'),
    payload: z.object({ plainToken: z.string().min(1).max(512) }),
  }),
  z.object({
    event: z.enum(['meeting.updated', 'meeting.deleted', 'meeting.permanently_deleted', 'meeting.recovered']),
    event_ts: eventTs,
    payload: z.object({ object: z.object(hosted) }),
  }),
  z.object({
    event: z.literal('meeting.started'),
    event_ts: eventTs,
    payload: z.object({ object: z.object({ ...hosted, start_time: instant.optional() }) }),
  }),
  z.object({
    event: z.literal('meeting.ended'),
    event_ts: eventTs,
    payload: z.object({ object: z.object({ ...hosted, end_time: instant.optional() }) }),
  }),
  z.object({
    event: z.literal('app_deauthorized'),
    payload: z.object({
      client_id: z.string(),
      user_id: AccountKey,
      deauthorization_time: instant.optional(),
    }),
  }),
  z.object({
    event: z.enum(['user.updated', 'user.deactivated', 'user.deleted', 'user.disassociated']),
    event_ts: eventTs,
    payload: z.object({ object: z.object({ id: AccountKey }) }),
  }),
]);
export type ZoomEvent = z.infer<typeof ZoomEvent>;
