import { LEASE_WAIT_S } from '../domain/mail-lease.ts';
import type { SendResult } from '../ports/mailer.ts';

/** `told`: it left or never will, either way this counts as told · `comeAgain`: it is owed still, look again after so many seconds. */
export type MailFate =
  | { readonly outcome: 'sent'; readonly messageId: string; readonly told: { state: 'sent'; at: string } }
  | {
      readonly outcome: 'refused';
      readonly reason: string;
      readonly told: { state: 'failed'; at: string; reason: string };
    }
  | { readonly outcome: 'throttled'; readonly comeAgain: number }
  | { readonly outcome: 'unknown'; readonly reason: string; readonly comeAgain: number };

/** What the answer of a mailer at an instant (UTC) means for a mail. One that may have gone is not tried again before its lease has ended. */
export const mailFate = (result: SendResult, at: string): MailFate => {
  switch (result.outcome) {
    case 'sent':
      return { ...result, told: { state: 'sent', at } };
    case 'refused':
      return { ...result, told: { state: 'failed', at, reason: result.reason } };
    case 'throttled':
      return { outcome: 'throttled', comeAgain: result.retryAfterSeconds };
    case 'unknown':
      return { ...result, comeAgain: LEASE_WAIT_S };
  }
};
