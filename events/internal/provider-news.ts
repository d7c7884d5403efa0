import * as z from 'zod';
import { utc } from '../fields.ts';

/** What a provider tells of what is no calendar: FIFO group = the meeting or the account. Ids and times, never copies of records. */
export const ProviderNews = z.discriminatedUnion('kind', [
  /** Of a meeting at a conference provider. */
  z.object({
    v: z.literal(1),
    kind: z.literal('meeting_news'),
    provider: z.literal('zoom'),
    meetingId: z.string(),
    /** Whose it is, where that is told. */
    accountKey: z.string().optional(),
    happening: z.enum(['changed', 'started', 'ended']),
    at: utc,
    trace: z.string(),
  }),
  /** Of an account: whether it still lets us in is to be asked. */
  z.object({
    v: z.literal(1),
    kind: z.literal('account_news'),
    provider: z.literal('zoom'),
    accountKey: z.string(),
    /** When its user took our access away, where that is what is told. */
    deauthorizedAt: utc.optional(),
    trace: z.string(),
  }),
]);
export type ProviderNews = z.infer<typeof ProviderNews>;
