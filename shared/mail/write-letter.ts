import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter, Letters } from '../ports/letters.ts';
import { answerHeadline } from './answer-headline.ts';
import { calendarPart } from './calendar-part.ts';
import { envelopeOf } from './envelope.ts';
import { letterContent } from './letter-content.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { wordsOf } from './words-of.ts';

interface Sender {
  /** Our verified address: the only one that may stand in From and ORGANIZER. */
  readonly from: string;
  readonly publicUrl: string;
}

const subjectOf = (letter: Letter): string => {
  const { kind, told } = letter.mail;
  const words = wordsOf(letter.reader.to.locale);
  const answers = answerHeadline(letter, words);
  return answers === undefined ? words.subject(kind, told.title) : `${answers}: ${told.title}`;
};

/** Text, HTML and, last among the alternatives, the calendar part: clients take the last one that they understand. */
export const writeLetter = ({ from: address, publicUrl }: Sender): Letters => ({
  write: async (letter) => {
    const content = letterContent(letter, publicUrl);
    const envelope = envelopeOf(letter, address);
    const calendar = calendarPart(letter, envelope.from);
    const message = new MailComposer({
      ...envelope,
      subject: subjectOf(letter),
      text: letterText(content),
      html: letterHtml(content),
      ...(calendar && { icalEvent: { ...calendar, filename: 'invite.ics' } }),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return message.compile().build();
  },
});
