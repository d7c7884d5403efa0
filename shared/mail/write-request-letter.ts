import MailComposer from 'nodemailer/lib/mail-composer';
import { PLATFORM_NAMES } from '../domain/platform-name.ts';
import type { RequestLetter, RequestLetters } from '../ports/request-letters.ts';
import { cleanName } from './clean-name.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { requestContent } from './request-content.ts';
import { wordsForRequest } from './words-for-request.ts';

interface Sender {
  /** Our verified address: the only one that may stand in From. */
  readonly from: string;
  readonly publicUrl: string;
}

const senderName = (letter: RequestLetter): string => {
  const {
    settings: { brand },
    asker,
  } = letter;
  const name = brand.fromName ?? brand.name;
  return cleanName(asker ? wordsForRequest(letter).via(asker.name, name) : name);
};

/** Answers go to the org's one place for them, else to whoever asked. */
const replyTo = ({ settings: { brand }, asker }: RequestLetter) => {
  if (brand.replyTo) return { name: cleanName(brand.name), address: brand.replyTo };
  return asker && { name: cleanName(asker.name), address: asker.email };
};

/** The mail that asks somebody to connect: text and HTML, which say the same. */
export const writeRequestLetter = ({ from: address, publicUrl }: Sender): RequestLetters => ({
  write: async (letter) => {
    const { request, to, settings, at } = letter;
    const content = requestContent(letter, publicUrl);
    const answer = replyTo(letter);
    const platform = PLATFORM_NAMES[request.platform];
    const message = new MailComposer({
      from: { name: senderName(letter), address },
      to: { name: cleanName(to.name), address: to.email },
      ...(answer && { replyTo: answer }),
      subject: wordsForRequest(letter).subject[request.action](platform, settings.brand.name),
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
