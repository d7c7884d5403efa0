import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { all, functions, of, queues, sorted, text } from './synthesised.ts';

describe('the alarms of the stack', () => {
  test('watch every queue, function and schedule, and all reach the topic', () => {
    const built = all('AWS::CloudWatch::Alarm', {
      MetricName: text,
      AlarmActions: z.tuple([z.literal('alarms')]),
      AlarmDescription: z.string().min(10),
      TreatMissingData: z.literal('notBreaching'),
      Dimensions: z.array(z.object({ Value: text })),
    }).map(({ MetricName, Dimensions }) => `${MetricName} ${Dimensions.map(({ Value }) => Value).join()}`);
    expect(sorted(built)).toEqual(
      sorted([
        ...of(queues, (name) => [
          `ApproximateNumberOfMessagesVisible ${name}-dead-letters.QueueName`,
          `ApproximateAgeOfOldestMessage ${name}-queue.QueueName`,
        ]),
        ...of(functions, (name) => [`Errors ${name}-function`, `Throttles ${name}-function`]),
        'FailedInvocations sweep-schedule',
        'FailedInvocations tidy-schedule',
        'Reputation.BounceRate mail-configuration',
        'Reputation.ComplaintRate mail-configuration',
      ]),
    );
  });
});
