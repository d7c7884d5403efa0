import type { Html } from '../html.ts';
import { answerField, type BookDraft, type BookFault } from './book-draft.ts';
import { type BookField, bookField } from './book-field.ts';
import type { BookOffer } from './book-offer.ts';
import type { BookWords } from './book-words.ts';

type Question = BookOffer['questions'][number];

/** More of them are easier to choose from in a list. */
const MOST_RADIOS = 5;

const NO_ANSWER = '';

const ofChoice = ({ choices = [], required }: Question, words: BookWords): Partial<BookField> => {
  const options = choices.map((each) => [each, each] as const);
  // A radio cannot be taken back: whoever need not answer gets a list with an empty line.
  return choices.length > MOST_RADIOS || !required
    ? { kind: 'select', options: [[NO_ANSWER, words.choose], ...options] }
    : { kind: 'radio', options };
};

const yesOrNo = ({ required }: Question, words: BookWords): Partial<BookField> => {
  const options = [['yes', words.yes] as const, ['no', words.no] as const];
  return required
    ? { kind: 'radio', options }
    : { kind: 'select', options: [[NO_ANSWER, words.choose], ...options] };
};

const KINDS: Readonly<
  Record<Question['kind'], (question: Question, words: BookWords) => Partial<BookField>>
> = {
  text: () => ({ kind: 'text' }),
  long_text: () => ({ kind: 'lines' }),
  phone: () => ({ kind: 'tel', autocomplete: 'tel' }),
  choice: ofChoice,
  yes_no: yesOrNo,
};

/** The event type's own questions, each as a field of its kind. */
export const bookQuestions = (
  { questions }: Pick<BookOffer, 'questions'>,
  { answers }: Pick<BookDraft, 'answers'>,
  faults: readonly BookFault[],
  words: BookWords,
): Html[] =>
  questions.map((question) => {
    const { id, kind, label, required } = question;
    const value = Object.hasOwn(answers, id) ? (answers[id] ?? '') : '';
    const field = { name: answerField(id), label, value, required, kind: 'text' as const };
    return bookField({ ...field, ...KINDS[kind](question, words) }, faults);
  });
