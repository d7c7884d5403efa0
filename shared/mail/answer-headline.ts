import type { Letter } from '../ports/letters.ts';
import { answerNews } from './answer-news.ts';
import type { LetterWords } from './letter-words.ts';

/** Which guests come or do not, where a mail to a host tells nothing else; it stands before the title, too. */
export const answerHeadline = (
  letter: Pick<Letter, 'mail' | 'booking'>,
  words: LetterWords,
): string | undefined => {
  const { gone, back, isAll } = answerNews(letter);
  if (!isAll) return undefined;
  return gone.length > 0 ? words.gone(gone.join(', ')) : words.back(back.join(', '));
};
