import type { Told } from '../../events/stored/notice.ts';
import { describeTime } from '../domain/describe-time.ts';
import type { Letter } from '../ports/letters.ts';
import type { SeriesLetter } from '../ports/series-letters.ts';
import { type LetterContent, letterContent } from './letter-content.ts';
import { letterRows, type Row } from './letter-rows.ts';
import { seriesKind } from './series-kind.ts';
import { type SeriesWords, seriesWordsOf } from './series-words.ts';
import { wordsOf } from './words-of.ts';

const timeOf = ({ start, end }: Told, { to: { zone, locale } }: Letter['reader']) =>
  describeTime({ start, end, zone, locale });

const beforeOf = ({ mail, reader }: Letter, words: SeriesWords): string[] => {
  const { told, previous, kind } = mail;
  if (kind !== 'reschedule' || previous === undefined || previous.start === told.start) return [];
  return [words.before(timeOf(previous, reader).lines.join(', '))];
};

const isHttps = (url: string | undefined): boolean =>
  url?.startsWith('https://') === true && URL.canParse(url);

/** One row a meeting: its day, its hours, and the page or the link where it has one. */
const meetingRow = (letter: Letter, words: SeriesWords, publicUrl: string): Row => {
  const { mail, reader, token } = letter;
  const [day, hours] = timeOf(mail.told, reader).lines;
  const isOver = mail.kind === 'cancellation';
  const { joinUrl } = mail.told;
  const { join, show } = wordsOf(reader.to.locale).buttons;
  const joining = isHttps(joinUrl) ? joinUrl : undefined;
  const href = token === undefined ? joining : `${publicUrl}/b/${token}`;
  return {
    label: day,
    lines: [hours, ...beforeOf(letter, words)],
    ...(isOver && { look: 'gone' }),
    ...(!isOver && href !== undefined && { way: { text: token === undefined ? join : show, href } }),
  };
};

const canceller = ({ booking, hosts }: Letter): string | undefined =>
  hosts.find(({ userId }) => userId === booking.cancelled?.by)?.name;

const cancellation = ({ letters }: SeriesLetter, words: SeriesWords): string | undefined => {
  const [lead] = letters;
  const { booking, reader } = lead;
  if (reader.person === `${reader.role}:${booking.cancelled?.by}`)
    return words.cancelledByYou(letters.length);
  const name = canceller(lead);
  return name === undefined ? undefined : words.cancelledBy(name, letters.length);
};

const introOf = (letter: SeriesLetter, words: SeriesWords): string => {
  const { letters } = letter;
  const { reader, hosts, settings } = letters[0];
  const kind = seriesKind(letters);
  const said = kind === 'cancellation' ? cancellation(letter, words) : undefined;
  if (said !== undefined) return said;
  return reader.role === 'host'
    ? words.host[kind](letters.length)
    : words.guest[kind](letters.length, hosts[0]?.name ?? settings.brand.name);
};

/** What all of them have in common. */
const commonRows = (lead: Letter): Row[] => {
  const { labels } = wordsOf(lead.reader.to.locale);
  const own = new Set([labels.when, labels.before, labels.link]);
  return letterRows(lead, wordsOf(lead.reader.to.locale)).filter(({ label }) => !own.has(label));
};

/** Everything that a letter about several meetings says, in its reader's language and zone. */
export const seriesContent = (letter: SeriesLetter, publicUrl: string): LetterContent => {
  const { letters } = letter;
  const [lead] = letters;
  const words = seriesWordsOf(lead.reader.to.locale);
  const base = letterContent(lead, publicUrl);
  const kind = seriesKind(letters);
  const { joinUrl } = lead.mail.told;
  const hasPages = letters.some(({ token }) => token !== undefined);
  return {
    ...base,
    kind,
    headline: words.headline[kind](letters.length),
    paragraphs: [...base.paragraphs.slice(0, 1), introOf(letter, words)],
    rows: [
      ...letters.map((each) => meetingRow(each, words, publicUrl)),
      { label: words.zone, lines: [timeOf(lead.mail.told, lead.reader).zone] },
      ...commonRows(lead),
    ],
    buttons: hasPages ? [] : base.buttons.filter(({ href }) => href !== joinUrl),
    late: undefined,
    answers: undefined,
    notes: [...(hasPages ? [words.ownPages] : []), ...base.notes],
  };
};
