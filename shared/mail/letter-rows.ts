import type { Told } from '../../events/stored/notice.ts';
import { answerLines } from '../domain/answer-lines.ts';
import { describeTime } from '../domain/describe-time.ts';
import { HOST_DECLINED } from '../domain/host-declined.ts';
import type { Letter } from '../ports/letters.ts';
import type { LetterWords } from './letter-words.ts';

/** One labelled fact of several lines; `gone` = no longer true. */
export interface Row {
  readonly label: string;
  readonly lines: readonly string[];
  readonly look?: 'strong' | 'gone' | 'link';
  /** Where it leads, under its lines. */
  readonly way?: { readonly text: string; readonly href: string };
}

const timeLines = ({ start, end }: Told, { to: { zone, locale } }: Letter['reader']): string[] => {
  const { lines, zone: zoneName } = describeTime({ start, end, zone, locale });
  return [...lines, zoneName];
};

const row = (label: string, lines: readonly (string | undefined)[], look?: Row['look']): Row[] => {
  const said = lines.filter((line) => line !== undefined);
  return said.length === 0 ? [] : [{ label, lines: said, ...(look && { look }) }];
};

const linesOf = (text: string | undefined): string[] => (text?.trim() ? text.trim().split('\n') : []);

/** Old and new are both shown, so that nobody has to look up what has changed. */
const beforeLines = ({ mail, reader }: Letter): (string | undefined)[] => {
  const { told, previous } = mail;
  if (mail.kind === 'cancellation' || previous === undefined) return [];
  const moved = previous.start !== told.start || previous.end !== told.end;
  return [
    ...(moved ? describeTime({ ...previous, ...reader.to }).lines : []),
    previous.title === told.title ? undefined : previous.title,
    previous.place === told.place ? undefined : previous.place,
  ];
};

/** What a guest gave as their reason is for the hosts and for themselves; a host's is for everybody. */
const reasonFor = ({ mail, booking, reader, hosts }: Letter): string | undefined => {
  const { moved } = booking;
  const move = mail.kind === 'reschedule' && moved?.start === mail.told.start ? moved : undefined;
  const { by, reason } = (mail.kind === 'cancellation' ? booking.cancelled : move) ?? {};
  // The words of a mail say it.
  if (reason === HOST_DECLINED) return undefined;
  const isMine = reader.person === `guest:${by}`;
  return reader.role === 'host' || isMine || hosts.some(({ userId }) => userId === by) ? reason : undefined;
};

const people = ({ booking, reader, hosts }: Letter, words: LetterWords): Row[] => {
  const others = hosts.filter(({ userId }) => reader.person !== `host:${userId}`);
  const guests =
    reader.role === 'host'
      ? booking.guests.map(({ name, email }) => (name === email ? email : `${name}, ${email}`))
      : [];
  return [
    ...row(
      words.labels.hosts,
      others.map(({ name }) => name),
    ),
    ...row(words.labels.guests, guests),
  ];
};

/** The facts of a meeting as one reader may see them. */
export const letterRows = (letter: Letter, words: LetterWords): Row[] => {
  const { mail, reader, booking } = letter;
  const { labels } = words;
  const over = mail.kind === 'cancellation';
  return [
    ...row(labels.when, timeLines(mail.told, reader), over ? 'gone' : 'strong'),
    ...row(labels.before, beforeLines(letter), 'gone'),
    ...row(labels.place, [mail.told.place]),
    ...(over ? [] : row(labels.link, [mail.told.joinUrl], 'link')),
    ...people(letter, words),
    ...row(labels.reason, linesOf(reasonFor(letter))),
    ...(over
      ? []
      : row(labels.about, [
          ...linesOf(booking.description),
          ...(reader.role === 'host' ? answerLines(booking).flatMap(linesOf) : []),
        ])),
  ];
};
