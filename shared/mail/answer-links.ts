import type { Letter } from '../ports/letters.ts';
import type { LetterContent } from './letter-content.ts';
import type { LetterWords } from './letter-words.ts';

const ANSWERS = ['accepted', 'tentative', 'declined'] as const;

/** The ways to the page where a guest answers, in mails that bring a time; whoever a calendar invites answers there. */
export const answerLinks = (
  { mail, reader, token }: Pick<Letter, 'mail' | 'reader' | 'token'>,
  words: LetterWords,
  publicUrl: string,
): LetterContent['answers'] => {
  const bringsTime = mail.kind === 'confirmation' || mail.kind === 'reschedule';
  if (!bringsTime || reader.role !== 'guest' || reader.served || !token) return undefined;
  return {
    question: words.answers.question,
    links: ANSWERS.map((answer) => ({
      text: words.answers[answer],
      href: `${publicUrl}/b/${token}/rsvp?answer=${answer}`,
    })),
  };
};
