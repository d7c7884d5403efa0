import * as z from 'zod';
import { utc } from '../fields.ts';

/** Work on one feed: FIFO group = feed. Ids and a cause, never copies of records. */
export const FeedWork = z.discriminatedUnion('kind', [
  z.object({
    v: z.literal(1),
    kind: z.literal('changes'),
    feedId: z.string(),
    cause: z.enum(['push', 'recheck', 'due', 'run', 'own_write']),
    noticedAt: utc,
    channelId: z.string().optional(),
    resourceId: z.string().optional(),
    /** Whose calendar it is, where the sender knows: both are read in one request then. */
    connection: z.object({ org: z.string(), userId: z.string(), id: z.string() }).optional(),
    /** Which run it is read for, and is to be told. */
    run: z.object({ org: z.string(), id: z.string() }).optional(),
    trace: z.string(),
  }),
  z.object({
    v: z.literal(1),
    kind: z.literal('window'),
    feedId: z.string(),
    generation: z.string(),
    page: z.string().optional(),
    trace: z.string(),
  }),
  /** Look at these events of ours by id. `believed`: their absence has been doubted once already. */
  z.object({
    v: z.literal(1),
    kind: z.literal('events'),
    feedId: z.string(),
    eventIds: z.array(z.string()),
    believed: z.boolean(),
    trace: z.string(),
  }),
  z.object({ v: z.literal(1), kind: z.literal('watch'), feedId: z.string(), trace: z.string() }),
  /** What the provider says of the feed's channel itself: it wants to be renewed, is over, or could not deliver everything. */
  z.object({
    v: z.literal(1),
    kind: z.literal('channel'),
    feedId: z.string(),
    resourceId: z.string(),
    happening: z.enum(['expires', 'ended', 'missed']),
    noticedAt: utc,
    trace: z.string(),
  }),
]);
export type FeedWork = z.infer<typeof FeedWork>;
