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
      Dimensions: z.array(z.object({ Value: text })).default([]),
    }).map(({ MetricName, Dimensions }) => `${MetricName} ${Dimensions.map(({ Value }) => Value).join()}`);
    expect(sorted(built)).toEqual(
      sorted([
        ...of(queues, (name) => [
          `ApproximateNumberOfMessagesVisible ${name}-dead-letters.QueueName`,
          `ApproximateAgeOfOldestMessage ${name}-queue.QueueName`,
        ]),
        ...of(functions, (name) => [`Errors ${name}-function`, `Throttles ${name}-function`]),
        'BreakerOpened ',
        'FailedInvocations sweep-schedule',
        'FailedInvocations tidy-schedule',
        'Reputation.BounceRate mail-configuration',
        'Reputation.ComplaintRate mail-configuration',
      ]),
    );
  });

  test('hear of a provider that refuses the whole hub from every function that asks it', () => {
    const filters = all('AWS::Logs::MetricFilter', {
      LogGroupName: text,
      FilterPattern: z.literal('{ $.event = "breaker.opened" }'),
      MetricTransformations: z.tuple([z.object({ MetricName: z.literal('BreakerOpened') })]),
    }).map(({ LogGroupName }) => LogGroupName);
    const asking = of(functions, (name, { connectionSecrets }) => (connectionSecrets ? [`${name}-log`] : []));
    expect(sorted(filters)).toEqual(sorted(asking));
  });
});
