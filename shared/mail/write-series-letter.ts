import MailComposer from 'nodemailer/lib/mail-composer';
import type { SeriesLetters } from '../ports/series-letters.ts';
import { envelopeOf } from './envelope.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { seriesCalendar } from './series-calendar.ts';
import { seriesContent } from './series-content.ts';
import { seriesKind } from './series-kind.ts';
import { seriesWordsOf } from './series-words.ts';

interface Sender {
  /** Our verified address. */
  readonly from: string;
  readonly publicUrl: string;
}

/** One mail about several meetings, in the order of parts that any mail has. */
export const writeSeriesLetter = ({ from: address, publicUrl }: Sender): SeriesLetters => ({
  write: async (letter) => {
    const { letters } = letter;
    const [lead] = letters;
    const content = seriesContent(letter, publicUrl);
    const envelope = envelopeOf(lead, address);
    const calendar = seriesCalendar(letter, envelope.from);
    const words = seriesWordsOf(lead.reader.to.locale);
    const message = new MailComposer({
      ...envelope,
      subject: words.subject(seriesKind(letters), lead.mail.told.title, letters.length),
      text: letterText(content),
      html: letterHtml(content),
      ...(calendar && { icalEvent: { ...calendar, filename: 'invite.ics' } }),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return message.compile().build();
  },
});
