import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type ParsedMail, parseMail } from './parse-mail.ts';

export const savedMail = z.object({
  id: z.string(),
  at: z.string(),
  source: z.string(),
  to: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
  configurationSet: z.string().optional(),
  raw: z.base64(),
});
type SavedMail = z.infer<typeof savedMail>;

export interface StoredMail extends Omit<SavedMail, 'raw'> {
  /** As it left, byte for byte. */
  readonly raw: Buffer;
}

/** 60 characters, as SES gives out. */
export const newMailId = (): string =>
  `0100${Date.now().toString(16).padStart(12, '0')}-${randomUUID()}-000000`;

/** Everything that SES accepted, in order. */
export class Mailbox {
  private mails: StoredMail[] = [];
  private readonly parsed = new WeakMap<StoredMail, Promise<ParsedMail>>();

  add(mail: StoredMail): void {
    this.mails.push(mail);
  }

  all(): readonly StoredMail[] {
    return this.mails;
  }

  find(id: string): StoredMail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }

  read(mail: StoredMail): Promise<ParsedMail> {
    const known = this.parsed.get(mail) ?? parseMail(mail.raw);
    this.parsed.set(mail, known);
    return known;
  }

  clear(): void {
    this.mails = [];
  }

  save(): SavedMail[] {
    return this.mails.map((mail) => ({ ...mail, raw: mail.raw.toString('base64') }));
  }

  load(saved: readonly SavedMail[]): void {
    this.mails = saved.map((mail) => ({ ...mail, raw: Buffer.from(mail.raw, 'base64') }));
  }
}
