import type * as z from 'zod';
import { type FieldError, HubError } from '../errors.ts';

const named = (path: readonly PropertyKey[]): string => path.map(String).join('.');

const INDEFINITE = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  int: 'a whole number',
} as const;

const isNamed = (expected: string): expected is keyof typeof INDEFINITE =>
  Object.hasOwn(INDEFINITE, expected);

/** For where a schema has no words of its own: what to send instead, without a library's names for things. */
const inWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_big' && issue.origin === 'string')
    return `must have at most ${issue.maximum} characters`;
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.input === undefined) return 'is required';
  return `must be ${isNamed(issue.expected) ? INDEFINITE[issue.expected] : `a ${issue.expected}`}`;
};

const fieldErrors = (error: z.ZodError, what: string): FieldError[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: named([...issue.path, key]),
          message: 'is not a known field: remove it',
        }))
      : [{ field: named(issue.path) || what, message: issue.message }],
  );

/** What is no string is also too short and no address: the first word on a field says it. */
const onceEach = (errors: readonly FieldError[]): FieldError[] =>
  errors.filter(({ field }, index) => errors.findIndex((each) => each.field === field) === index);

/** Parses what came from outside, or refuses it with every field at fault. */
export const parseInput = <S extends z.ZodType>(schema: S, input: unknown, what: string): z.output<S> => {
  const parsed = schema.safeParse(input, { error: inWords });
  if (parsed.success) return parsed.data;
  throw new HubError('invalid_request', {
    detail: `The ${what} is not valid: see errors.`,
    errors: onceEach(fieldErrors(parsed.error, what)).slice(0, 20),
  });
};
