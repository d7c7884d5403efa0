import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter, Letters } from '../ports/letters.ts';
import { answerHeadline } from './answer-headline.ts';
import { calendarPart } from './calendar-part.ts';
import { cleanName } from './clean-name.ts';
import { letterContent } from './letter-content.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { wordsOf } from './words-of.ts';

interface Sender {
  /** Our verified address: the only one that may stand in From and ORGANIZER. */
  readonly from: string;
  readonly publicUrl: string;
}

interface Address {
  readonly name: string;
  readonly address: string;
}

/** Nobody gets mail from themselves. */
const senderName = ({ hosts, settings, reader }: Letter): string => {
  const brand = settings.brand.fromName ?? settings.brand.name;
  if (reader.person === `host:${hosts[0]?.userId}`) return cleanName(brand);
  return cleanName(hosts[0] ? wordsOf(reader.to.locale).via(hosts[0].name, brand) : brand);
};

/** A guest answers the host, unless the org wants answers in one place; a host answers the guest. */
const replyTo = ({ reader, hosts, booking, settings }: Letter): Address | undefined => {
  const [host] = hosts;
  const [guest] = booking.guests;
  if (reader.role === 'host') return guest && { name: cleanName(guest.name), address: guest.email };
  if (settings.brand.replyTo)
    return { name: cleanName(settings.brand.name), address: settings.brand.replyTo };
  return host?.email ? { name: cleanName(host.name), address: host.email } : undefined;
};

const headersOf = ({ booking }: Letter, domain: string) => ({
  // SES replaces Message-ID, so mails of one booking are threaded by an id that stands in all of them.
  references: `<booking-${booking.id}@${domain}>`,
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
});

const subjectOf = (letter: Letter): string => {
  const { kind, told } = letter.mail;
  const words = wordsOf(letter.reader.to.locale);
  const answers = answerHeadline(letter, words);
  return answers === undefined ? words.subject(kind, told.title) : `${answers}: ${told.title}`;
};

/** Text, HTML and, last among the alternatives, the calendar part: clients take the last one that they understand. */
export const writeLetter = ({ from: address, publicUrl }: Sender): Letters => ({
  write: async (letter) => {
    const { reader } = letter;
    const content = letterContent(letter, publicUrl);
    const from = { name: senderName(letter), address };
    const calendar = calendarPart(letter, from);
    const answer = replyTo(letter);
    const message = new MailComposer({
      from,
      to: { name: cleanName(reader.to.name), address: reader.to.email },
      ...(answer && { replyTo: answer }),
      subject: subjectOf(letter),
      ...headersOf(letter, address.slice(address.lastIndexOf('@') + 1)),
      date: new Date(letter.at),
      text: letterText(content),
      html: letterHtml(content),
      ...(calendar && { icalEvent: { ...calendar, filename: 'invite.ics' } }),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return message.compile().build();
  },
});
