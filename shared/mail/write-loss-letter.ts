import MailComposer from 'nodemailer/lib/mail-composer';
import { PLATFORM_NAMES } from '../domain/platform-name.ts';
import { MAIN_PLATFORM } from '../domain/provider-of.ts';
import type { LossLetter, LossLetters } from '../ports/loss-letters.ts';
import { cleanName } from './clean-name.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { lossContent } from './loss-content.ts';
import { lossWordsOf } from './loss-words.ts';

interface Sender {
  /** Our verified address: the only one that may stand in From. */
  readonly from: string;
}

const subjectOf = ({ connection: { provider }, to, settings: { brand }, day }: LossLetter): string => {
  const words = lossWordsOf(to.locale, provider);
  const subject = words.subject(PLATFORM_NAMES[MAIN_PLATFORM[provider]], brand.name);
  return day === 0 ? subject : words.reminder(subject);
};

/** The mail that tells of a lost connection: text and HTML, which say the same. */
export const writeLossLetter = ({ from: address }: Sender): LossLetters => ({
  write: async (letter) => {
    const { to, settings, at } = letter;
    const { brand } = settings;
    const content = lossContent(letter);
    const message = new MailComposer({
      from: { name: cleanName(brand.fromName ?? brand.name), address },
      to: { name: cleanName(to.name), address: to.email },
      ...(brand.replyTo && { replyTo: { name: cleanName(brand.name), address: brand.replyTo } }),
      subject: subjectOf(letter),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      date: new Date(at),
      text: letterText(content),
      html: letterHtml(content),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return message.compile().build();
  },
});
