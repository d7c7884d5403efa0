import * as z from 'zod';
import { line } from '../fields.ts';
import { QuestionKind } from '../stored/event-type.ts';

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** Answers are keyed by it, and `constructor` is found in every object. */
const questionId = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,39}$/u,
    'must be 1 to 40 lower case letters, digits, hyphens or underscores, and begin with a letter',
  )
  .refine((id) => !(id in {}), 'is a word that cannot be an id');

const choices = z
  .array(line(100))
  .min(2, 'must have at least 2 entries')
  .max(30, 'must have at most 30 entries')
  .refine(isUnique, 'must not name one twice');

const Question = z
  .strictObject({
    /** Yours to choose; keep it when you change the label, as answers go by it. */
    id: questionId,
    label: line(200),
    kind: QuestionKind,
    required: z.boolean().default(false),
    /** Of a `choice` only. */
    choices: choices.optional(),
  })
  .refine(({ kind, choices: all }) => kind !== 'choice' || all !== undefined, {
    message: 'must be given where kind is choice',
    path: ['choices'],
  })
  .refine(({ kind, choices: all }) => kind === 'choice' || all === undefined, {
    message: 'belongs to kind choice only: remove it',
    path: ['choices'],
  });

/** What guests are asked when they book. */
export const eventTypeQuestions = z
  .array(Question)
  .max(20, 'must have at most 20 entries')
  .refine((all) => isUnique(all.map(({ id }) => id)), 'must not use an id twice');
