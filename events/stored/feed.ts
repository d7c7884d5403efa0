import * as z from 'zod';
import { utc } from '../fields.ts';
import { CalendarPlatform, Privacy } from './org-settings.ts';

export const Channel = z.object({
  id: z.string(),
  /** Unknown until `watch` has answered: the id is stored before the call. */
  resourceId: z.string().optional(),
  expiresAt: utc.optional(),
  /** When it is to be renewed, or the next one to take over. */
  renewAt: utc.optional(),
  /** The key that its token was minted under. */
  kid: z.string().optional(),
  /** When it was opened, or renewed last. */
  since: utc.optional(),
});
export type Channel = z.infer<typeof Channel>;

/** One calendar that is read and watched: `FEED#<id>`. The id is 128 random bits made anew at every connect. */
export const Feed = z.object({
  v: z.literal(1),
  id: z.string(),
  version: z.number().int(),
  org: z.string(),
  userId: z.string(),
  connectionId: z.string(),
  epoch: z.number().int(),
  platform: CalendarPlatform,
  calendarId: z.string(),
  privacy: Privacy,
  /** Foreign time is imported; else it only brings what becomes of our own events. */
  imports: z.boolean().default(true),
  /** Raised whenever `imports` changes: whoever read for an older one undoes what they did. */
  switched: z.number().int().default(0),
  zone: z.string().optional(),
  /** Rows of this generation are the truth; absent until the first full read has finished: busy time is unknown. */
  generation: z.string().optional(),
  cursor: z.string().optional(),
  /** A full read under way; `page` is the one that comes next. */
  reading: z
    .object({
      generation: z.string(),
      from: utc,
      to: utc,
      startedAt: utc,
      page: z.string().optional(),
      /** What its pages looked like: one that never ends is known by them. */
      trail: z.array(z.string()).optional(),
      /** It asks for no cursor. */
      isPlain: z.boolean().optional(),
    })
    .optional(),
  /** The provider gives no cursor here: what has changed is found by comparing. Its absence beside no cursor: the window has to be read. */
  cursorless: z.boolean().optional(),
  /** What was told when it was last compared, as digests: of the next weeks, and of the whole window. */
  seen: z.object({ near: z.string().optional(), whole: z.string().optional() }).optional(),
  /** When the whole window was last compared. */
  wholeAt: utc.optional(),
  /** The cursor tells of a window that does not move on: by then all is read anew. */
  rebaseAt: utc.optional(),
  /** When the next days were last compared with what the cursor had told. */
  checkedAt: utc.optional(),
  /** Cursors came to no end, or to an end too often: none is asked for until then. */
  plainUntil: utc.optional(),
  /** When a cursor was last found dead. */
  resyncAt: utc.optional(),
  /** The run that waits for the end of a full read. */
  awaitedBy: z.object({ org: z.string(), id: z.string() }).optional(),
  /** When the last successful read began. */
  lastReadStartedAt: utc.optional(),
  /** A hint that no read explained is read once more. */
  recheckAt: utc.optional(),
  channel: Channel.optional(),
  previousChannel: Channel.optional(),
  /** How many reads in a row found by the clock what the channel should have told of. */
  silent: z.number().int().optional(),
  /** Channels that nobody knew any more and that were stopped, the last few: what they still deliver is ignored. */
  stopped: z.array(z.string()).optional(),
  /** This calendar could not be watched: not tried again before. */
  watchAfter: utc.optional(),
  /** How often in a row that was refused. */
  watchTries: z.number().int().optional(),
  /** How far the rows of this generation reach. */
  readTo: utc.optional(),
  /** Generations that are no longer read and not yet removed. */
  stale: z.array(z.string()).optional(),
  /** Until then somebody may still be reading them. */
  sweepAt: utc.optional(),
  /** Events of ours that are said to be gone, too many at once to be believed: asked for again later. */
  doubted: z.object({ until: utc, eventIds: z.array(z.string()) }).optional(),
  attempts: z.number().int().default(0),
  notBefore: utc.optional(),
});
export type Feed = z.infer<typeof Feed>;
