import { newlyDeclined, nextNotice } from '../domain/next-notice.ts';
import type { Letter } from '../ports/letters.ts';
import { cleanName } from './clean-name.ts';

/** Which guests, and which other hosts, a host is told of, by name. */
interface AnswerNews {
  /** They cannot come. */
  readonly gone: readonly string[];
  /** They can after all. */
  readonly back: readonly string[];
  /** The reader has declined, and no other host is left: the meeting goes on all the same. */
  readonly isLeftAlone: boolean;
  /** There is nothing else to tell. */
  readonly isAll: boolean;
}

const nameOf = ({ booking, hosts }: Letter, person: string): string[] => {
  const guest = booking.guests.find(({ id }) => id === person);
  const name = guest?.name ?? hosts.find(({ userId }) => person === `host:${userId}`)?.name;
  return name === undefined ? [] : [cleanName(name)];
};

/** What a mail tells its reader of the answers of others. */
export const answerNews = (letter: Letter): AnswerNews => {
  const { kind, previous, told } = letter.mail;
  const news = kind === 'cancellation' ? [] : newlyDeclined(previous, told);
  const others = news.filter(({ id }) => id !== letter.reader.person);
  const named = (hasDeclined: boolean): string[] =>
    others.filter(({ declined }) => declined === hasDeclined).flatMap(({ id }) => nameOf(letter, id));
  const answersAside = previous && { ...previous, declined: told.declined };
  const isAll = news.length > 0 && kind === 'update' && nextNotice(answersAside, told) === undefined;
  return { gone: named(true), back: named(false), isLeftAlone: others.length < news.length, isAll };
};
