import { describe, expect, test } from 'vitest';
import { judgeAnswers } from '../../../../shared/domain/judge-answers.ts';

const ask = (kind: 'text' | 'long_text' | 'choice' | 'yes_no' | 'phone', required = false) => [
  { id: 'q', label: 'Question', kind, required, ...(kind === 'choice' && { choices: ['a', 'b'] }) },
];

describe('what a guest answers', () => {
  test.each([
    ['text', ' Tea ', 'Tea'],
    ['long_text', 'One\nTwo', 'One\nTwo'],
    ['choice', 'b', 'b'],
    ['yes_no', true, 'yes'],
    ['yes_no', false, 'no'],
    ['yes_no', 'no', 'no'],
    ['phone', '+420 (123) 456-789', '+420 (123) 456-789'],
  ] as const)('%s: %j is kept as %j, with the question', (kind, said, kept) => {
    expect(judgeAnswers(ask(kind), { q: said })).toEqual({
      answers: [{ id: 'q', label: 'Question', answer: kept }],
      errors: [],
    });
  });

  test.each([
    ['text', 'One\nTwo', 'must be one line'],
    ['text', 'x'.repeat(501), 'must have at most 500 characters'],
    ['text', true, 'must be a text'],
    ['choice', 'c', 'must be one of a, b'],
    ['choice', 'constructor', 'must be one of a, b'],
    ['yes_no', 'constructor', 'must be true or false'],
    ['phone', 'my number', 'must be a phone number such as +420 123 456 789'],
  ] as const)('%s: %j is refused', (kind, said, message) => {
    expect(judgeAnswers(ask(kind), { q: said }).errors).toEqual([{ field: 'answers.q', message }]);
  });

  test('may be left out unless it is required', () => {
    expect(judgeAnswers(ask('text'), { q: ' ' })).toEqual({ answers: [], errors: [] });
    expect(judgeAnswers(ask('yes_no', true), {})).toEqual({
      answers: [],
      errors: [{ field: 'answers.q', message: 'is required' }],
    });
  });

  test('belongs to a question', () => {
    expect(judgeAnswers([], { x: 'y' }).errors).toEqual([
      { field: 'answers.x', message: 'is not asked here: remove it' },
    ]);
  });
});
