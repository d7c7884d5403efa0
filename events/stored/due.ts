import * as z from 'zod';
import { utc } from '../fields.ts';
import { ConflictWork } from '../internal/conflict-work.ts';
import { FeedWork } from '../internal/feed-work.ts';
import { MailWork } from '../internal/mail-work.ts';
import { ProviderNews } from '../internal/provider-news.ts';
import { ProvisionWork } from '../internal/provision-work.ts';

/** Of a calendar, of what is none, or of the time of a host. */
export const SyncWork = z.discriminatedUnion('kind', [FeedWork, ProviderNews, ConflictWork]);
export type SyncWork = z.infer<typeof SyncWork>;

export const QueuedWork = z.discriminatedUnion('queue', [
  z.object({ queue: z.literal('sync'), body: SyncWork }),
  z.object({ queue: z.literal('provision'), body: ProvisionWork }),
  z.object({ queue: z.literal('mail'), body: MailWork }),
]);
export type QueuedWork = z.infer<typeof QueuedWork>;

/** A debt or a timer: `DUE#<kind>#<owner>`. The sweep sends its messages again at `dueAt`, until the work is done and removes it. */
export const Due = z.object({
  v: z.literal(1),
  kind: z.enum([
    'booking',
    'attempt',
    'feed',
    'recheck',
    'run',
    'org_privacy',
    'person_removed',
    'calendars',
    'loss_rows',
    'loss_mail',
    'approval',
    'probe',
    'keep_alive',
    'deauthorized',
    'conflicts',
    'series',
  ]),
  owner: z.string(),
  version: z.number().int(),
  dueAt: utc,
  /** How often its messages were sent since it was put. */
  sent: z.number().int().optional(),
  messages: z.array(QueuedWork),
});
export type Due = z.infer<typeof Due>;
