import * as z from 'zod';
import { utc } from '../fields.ts';

/** Why a message was not done the last time it was tried: `FAILED#<queue>` / `<messageId>`. A queue cannot say it of its dead letters. */
export const FailedMessage = z.object({
  v: z.literal(1),
  queue: z.enum(['sync', 'provision', 'mail']),
  messageId: z.string(),
  /** The error's name and word, never its text. */
  reason: z.string(),
  /** How often the message had been tried by then. */
  receives: z.number().int(),
  at: utc,
  /** What the message was about: the correlation id that leads through the logs. */
  trace: z.string().optional(),
});
export type FailedMessage = z.infer<typeof FailedMessage>;
