import type { Answer } from '../../events/stored/booking.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import type { FieldError } from '../errors.ts';

type Question = EventType['questions'][number];
/** By the id of the question. */
export type Said = Readonly<Record<string, string | boolean>>;

const LONGEST_LINE = 500;
const PHONE = /^\+?[\d\s().\-/]{3,40}$/u;

const YES_NO: Readonly<Record<string, string>> = { true: 'yes', yes: 'yes', false: 'no', no: 'no' };

const ofLine = (said: string): string | undefined => {
  if (said.includes('\n')) return 'must be one line';
  return said.length > LONGEST_LINE ? `must have at most ${LONGEST_LINE} characters` : undefined;
};

/** What is wrong with an answer, by the kind of its question. */
const FAULTS: Readonly<Record<Question['kind'], (said: string, question: Question) => string | undefined>> = {
  choice: (said, { choices = [] }) =>
    choices.includes(said) ? undefined : `must be one of ${choices.join(', ')}`,
  yes_no: (said) => (Object.hasOwn(YES_NO, said) ? undefined : 'must be true or false'),
  phone: (said) => (PHONE.test(said) ? undefined : 'must be a phone number such as +420 123 456 789'),
  long_text: () => undefined,
  text: ofLine,
};

const isOwn = (said: Said, id: string): boolean => Object.hasOwn(said, id);

interface Judged {
  readonly answers: readonly Answer[];
  readonly errors: readonly FieldError[];
}

const judgeOne = (question: Question, said: Said): Partial<Record<'answer' | 'error', string>> => {
  const { id, kind, required } = question;
  const text = isOwn(said, id) ? String(said[id]).trim() : '';
  if (text === '') return required ? { error: 'is required' } : {};
  if (kind !== 'yes_no' && typeof said[id] === 'boolean') return { error: 'must be a text' };
  const error = FAULTS[kind](text, question);
  return error === undefined ? { answer: kind === 'yes_no' ? (YES_NO[text] ?? text) : text } : { error };
};

/** What a guest said, beside the questions as they read now; an empty answer is none. Errors name `answers.<id>`. */
export const judgeAnswers = (questions: readonly Question[], said: Said): Judged => {
  const judged = questions.map((question) => ({ ...question, ...judgeOne(question, said) }));
  const unknown = Object.keys(said).filter((id) => !questions.some((question) => question.id === id));
  return {
    answers: judged.flatMap(({ id, label, answer }) => (answer === undefined ? [] : [{ id, label, answer }])),
    errors: [
      ...judged.flatMap(({ id, error }) =>
        error === undefined ? [] : [{ field: `answers.${id}`, message: error }],
      ),
      ...unknown.map((id) => ({
        field: `answers.${id}`,
        message: 'is not asked here: remove it',
      })),
    ],
  };
};
