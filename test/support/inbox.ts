import type { Mailbox, StoredMail } from '../../infra/local/mail/mailbox.ts';
import type { ParsedMail } from '../../infra/local/mail/parse-mail.ts';

type ReadMail = StoredMail & ParsedMail;

/** Mail as its reader has it: the envelope, the parsed parts and the raw bytes. */
export interface Inbox {
  /** In the order of sending. */
  all(): Promise<ReadMail[]>;
  to(address: string): Promise<ReadMail[]>;
  clear(): void;
}

export const inboxOf = (mailbox: Mailbox): Inbox => {
  const read = (mails: readonly StoredMail[]): Promise<ReadMail[]> =>
    Promise.all(mails.map(async (mail) => ({ ...mail, ...(await mailbox.read(mail)) })));
  return {
    all: () => read(mailbox.all()),
    to: (address) => read(mailbox.all().filter(({ to }) => to.includes(address))),
    clear: () => mailbox.clear(),
  };
};
