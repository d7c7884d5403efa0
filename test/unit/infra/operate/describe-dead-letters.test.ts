import { expect, it } from 'vitest';
import { describeDeadLetters } from '../../../../infra/operate/describe-dead-letters.ts';

const failed = (messageId: string, reason: string, over: object = {}) => ({
  v: 1 as const,
  pk: 'FAILED#sync',
  sk: messageId,
  queue: 'sync' as const,
  messageId,
  reason,
  receives: 5,
  at: `2027-01-04T09:00:0${messageId}.000Z`,
  ...over,
});

it('tells the reasons, the most frequent first, each with its last case', () => {
  const reasons = [
    failed('1', 'TypeError', { trace: 'trace-1' }),
    failed('3', 'Error ECONNREFUSED'),
    failed('2', 'Error ECONNREFUSED', { trace: 'trace-2' }),
  ];
  expect(describeDeadLetters({ queue: 'sync', arn: 'arn', count: 4, reasons })).toEqual([
    'sync       4 dead letters',
    '    2 x  Error ECONNREFUSED (last 2027-01-04T09:00:03.000Z, message 3)',
    '    1 x  TypeError (last 2027-01-04T09:00:01.000Z, requestId trace-1)',
    '    1 x  no reason kept: the function ran out of time or memory, or could not write; see its log',
  ]);
});

it('has nothing more to say of an empty queue', () => {
  const reasons = [failed('1', 'TypeError')];
  expect(describeDeadLetters({ queue: 'mail', arn: 'arn', count: 0, reasons })).toEqual([
    'mail       0 dead letters',
  ]);
});
