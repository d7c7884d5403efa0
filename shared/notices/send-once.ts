import type { Clock } from '../ports/clock.ts';
import type { Mail, Mailer } from '../ports/mailer.ts';
import { type MailFate, mailFate } from './mail-fate.ts';

type Unknown = Extract<MailFate, { outcome: 'unknown' }>;

/** How the claim of a mail ends. Without `told` it is as if nothing had been tried, and the mail is owed again. */
export type ClaimEnd =
  | Exclude<MailFate, Unknown | { outcome: 'throttled' }>
  | { readonly outcome: 'throttled'; readonly reason?: 'sending_paused' };

/** Where it is written down that a mail is being sent. */
interface Claim {
  /** False = somebody else was first. */
  take(): Promise<boolean>;
  end(how: ClaimEnd): Promise<unknown>;
  /** The mail may have gone: the claim stays until its lease ends. Only for those who note it. */
  doubt?(fate: Unknown): Promise<unknown>;
}

/**
 * One mail, once: claimed before it is sent, so that a crash at any line neither loses nor doubles it.
 * lost: somebody else was first · throws what the mailer throws, the mail owed again.
 */
export const sendOnce =
  ({ mailer, clock }: { readonly mailer: Mailer; readonly clock: Clock }) =>
  async (mail: Mail, claim: Claim): Promise<MailFate | { readonly outcome: 'lost' }> => {
    if (!(await claim.take())) return { outcome: 'lost' };
    const send = async () => {
      try {
        return await mailer.send(mail);
      } catch (error) {
        await claim.end({ outcome: 'throttled', reason: 'sending_paused' });
        throw error;
      }
    };
    const fate = mailFate(await send(), new Date(clock.now()).toISOString());
    await (fate.outcome === 'unknown' ? claim.doubt?.(fate) : claim.end(fate));
    return fate;
  };
