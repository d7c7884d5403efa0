import { HOST_DECLINED } from '../domain/host-declined.ts';
import { losesHost } from '../domain/next-notice.ts';
import type { Letter } from '../ports/letters.ts';
import { answerNews } from './answer-news.ts';
import { cleanName } from './clean-name.ts';
import type { LetterWords } from './letter-words.ts';
import { startsIn } from './starts-in.ts';

/** Guests never see each other: to a guest, another guest is nobody. */
const canceller = ({ booking, reader, hosts }: Letter): string | undefined => {
  const by = booking.cancelled?.by;
  const guest = reader.role === 'host' ? booking.guests.find(({ id }) => id === by) : undefined;
  return hosts.find(({ userId }) => userId === by)?.name ?? guest?.name;
};

/** The organization lets a meeting go when a host declines it. */
const declined = (letter: Letter, words: LetterWords): string => {
  const by = `host:${letter.booking.cancelled?.by}`;
  if (letter.reader.person === by) return words.declinedByYou;
  const name = canceller(letter);
  return name === undefined ? words.cancelled : words.declinedBy(name);
};

const cancellation = (letter: Letter, words: LetterWords): string => {
  const { booking, reader } = letter;
  if (booking.status !== 'cancelled') return words.takenOff;
  if (booking.cancelled?.reason === HOST_DECLINED) return declined(letter, words);
  if (reader.person === `${reader.role}:${booking.cancelled?.by}`) return words.cancelledByYou;
  const name = canceller(letter);
  return name === undefined ? words.cancelled : words.cancelledBy(name);
};

/** A guest who moved it, as far as this reader may know of them. */
const mover = ({ booking, reader }: Letter, words: LetterWords): string | undefined => {
  const { moved, start, guests } = booking;
  if (moved === undefined || moved.start !== start) return undefined;
  if (reader.person === `guest:${moved.by}`) return words.movedByYou;
  const guest = reader.role === 'host' ? guests.find(({ id }) => id === moved.by) : undefined;
  return guest && words.movedBy(guest.name);
};

const reminder = (letter: Letter, words: LetterWords): string => {
  const { reader, hosts, settings } = letter;
  const when = startsIn(letter);
  return reader.role === 'guest'
    ? words.reminder.guest(hosts[0]?.name ?? settings.brand.name, when)
    : words.reminder.host(when);
};

const news = (letter: Letter, words: LetterWords): string => {
  const { mail, reader, hosts } = letter;
  const { kind } = mail;
  if (kind === 'cancellation') return cancellation(letter, words);
  if (kind === 'reminder') return reminder(letter, words);
  const said = kind === 'reschedule' ? mover(letter, words) : undefined;
  if (said !== undefined) return said;
  return reader.role === 'guest'
    ? words.guest[kind](hosts[0]?.name ?? letter.settings.brand.name)
    : words.host[kind];
};

/** Whom a guest meets, where it is not who it was. */
const newHosts = ({ mail, hosts }: Letter, words: LetterWords): string[] =>
  mail.kind !== 'cancellation' && losesHost(mail.previous, mail.told) && hosts.length > 0
    ? [words.nowWith(hosts.map(({ name }) => cleanName(name)).join(', '))]
    : [];

const answersOf = (letter: Letter, words: LetterWords): string[] => {
  const { gone, back, isLeftAlone } = answerNews(letter);
  return [
    ...(isLeftAlone ? [words.leftAlone.intro] : []),
    ...(gone.length > 0 ? [`${words.gone(gone.join(', '))}.`] : []),
    ...(gone.length > 0 ? [words.stands] : []),
    ...(back.length > 0 ? [`${words.back(back.join(', '))}.`] : []),
  ];
};

/** What happened, in a sentence or two. */
export const letterIntro = (letter: Letter, words: LetterWords): string[] => {
  const { mail } = letter;
  const answers = answersOf(letter, words);
  if (answerNews(letter).isAll) return answers;
  const isLinkLost =
    mail.kind !== 'cancellation' &&
    mail.previous?.joinUrl !== undefined &&
    mail.previous.joinUrl !== mail.told.joinUrl;
  return [
    news(letter, words),
    ...newHosts(letter, words),
    ...answers,
    ...(isLinkLost ? [words.linkGone] : []),
  ];
};
