import * as z from 'zod';
import { utc } from '../fields.ts';
import { Actor } from './transition.ts';

/**
 * What was done about a booking besides its changes, beside them in `HISTORY#…`: never changed, ids and words only.
 * `event.*` and `link.*` tell of a provider's calendar, `meeting.*` of a conference account, `mail.*` of one mail to one person.
 */
export const Activity = z.object({
  v: z.literal(1),
  id: z.string(),
  org: z.string(),
  /** The booking's id. */
  subject: z.string(),
  kind: z.enum(['provider', 'wait', 'mail']),
  type: z.enum([
    'event.created',
    'event.updated',
    'event.removed',
    'event.read',
    'event.refused',
    'event.renamed',
    'event.released',
    'event.skipped',
    'event.waiting',
    'event.parked',
    'event.resumed',
    'meeting.created',
    'meeting.updated',
    'meeting.removed',
    'meeting.read',
    'meeting.refused',
    'meeting.waiting',
    'meeting.parked',
    'meeting.resumed',
    'link.received',
    'link.refused',
    'mail.confirmation',
    'mail.reschedule',
    'mail.update',
    'mail.link',
    'mail.reminder',
    'mail.cancellation',
  ]),
  at: utc,
  /** The booking's version that it came with, or that a mail was written from: tells the order of what bears one instant. */
  version: z.number().int(),
  revision: z.number().int().optional(),
  actor: Actor,
  trace: z.string(),
  platform: z.string().optional(),
  /** Whose calendar. */
  userId: z.string().optional(),
  /** To whom a mail goes: `host:<userId>` or `guest:<guestId>`. */
  person: z.string().optional(),
  outcome: z
    .enum([
      'done',
      'found',
      'changed',
      'gone',
      'queued',
      'sent',
      'refused',
      'unknown',
      'throttled',
      'missed',
      'skipped',
    ])
    .optional(),
  /** A word of ours. */
  reason: z.string().optional(),
  /** The provider's own word. */
  word: z.string().optional(),
  /** A wait ends then. */
  until: utc.optional(),
  /** The how manieth. */
  attempt: z.number().int().optional(),
});
export type Activity = z.infer<typeof Activity>;
