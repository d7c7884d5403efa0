import { newlyDeclined, nextNotice } from '../domain/next-notice.ts';
import type { Letter } from '../ports/letters.ts';
import { cleanName } from './clean-name.ts';

/** Which guests a host is told of, by name. */
interface AnswerNews {
  /** They cannot come. */
  readonly gone: readonly string[];
  /** They can after all. */
  readonly back: readonly string[];
  /** There is nothing else to tell. */
  readonly isAll: boolean;
}

/** What a mail tells its reader of the answers of guests. */
export const answerNews = ({ mail, booking }: Pick<Letter, 'mail' | 'booking'>): AnswerNews => {
  const { kind, previous, told } = mail;
  const news = kind === 'cancellation' ? [] : newlyDeclined(previous, told);
  const named = (hasDeclined: boolean): string[] =>
    news.flatMap(({ id, declined }) => {
      const guest = booking.guests.find((one) => one.id === id);
      return guest && declined === hasDeclined ? [cleanName(guest.name)] : [];
    });
  const answersAside = previous && { ...previous, declined: told.declined };
  const isAll = news.length > 0 && kind === 'update' && nextNotice(answersAside, told) === undefined;
  return { gone: named(true), back: named(false), isAll };
};
