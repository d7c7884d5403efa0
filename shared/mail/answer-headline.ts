import type { Letter } from '../ports/letters.ts';
import { answerNews } from './answer-news.ts';
import type { LetterWords } from './letter-words.ts';

/** Who comes or do not, where a mail to a host tells nothing else; it stands before the title, too. */
export const answerHeadline = (letter: Letter, words: LetterWords): string | undefined => {
  const { gone, back, isAll, isLeftAlone } = answerNews(letter);
  if (!isAll) return undefined;
  if (isLeftAlone) return words.leftAlone.headline;
  return gone.length > 0 ? words.gone(gone.join(', ')) : words.back(back.join(', '));
};
