import { Duration, type Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { FunctionName, QueueName, ScheduleName } from '../topology.ts';
import { buildBreakerMetric } from './breaker-metric.ts';
import type { Functions } from './functions.ts';
import type { MailSender } from './mail.ts';
import { mapValues } from './map-values.ts';
import type { Queues } from './queues.ts';
import type { Schedules } from './schedules.ts';
import type { Settings } from './settings.ts';

interface Watched {
  readonly functions: Functions;
  readonly queues: Queues;
  readonly schedules: Schedules;
  readonly mail: MailSender;
}
interface Limit {
  readonly name: string;
  readonly metric: Metric;
  readonly above: number;
  readonly means: string;
}

const period = Duration.minutes(5);
const OLDEST_SECONDS = 600;

/** A queue holds no work that waits for its time, so an old message means that nobody takes it. */
const queueLimits = ({ queues }: Watched): Limit[] =>
  Object.values(
    mapValues<QueueName, Queues[QueueName], Limit[]>(queues, (name, { queue, deadLetters }) => [
      {
        name: `${name}-dead-letters`,
        metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
        above: 0,
        means: `A ${name} message failed every time. Mend the cause, then redrive the queue.`,
      },
      {
        name: `${name}-age`,
        metric: queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
        above: OLDEST_SECONDS,
        means: `Messages of ${name} wait for more than ${OLDEST_SECONDS / 60} minutes.`,
      },
    ]),
  ).flat();

const functionLimits = ({ functions }: Watched): Limit[] =>
  Object.values(
    mapValues<FunctionName, Functions[FunctionName], Limit[]>(functions, (name, handler) => [
      {
        name: `${name}-errors`,
        metric: handler.metricErrors({ period }),
        above: 0,
        means: `${name} threw or ran out of time: see its log.`,
      },
      {
        name: `${name}-throttles`,
        metric: handler.metricThrottles({ period }),
        above: 0,
        means: `${name} was refused: the account's concurrency is used up.`,
      },
    ]),
  ).flat();

const scheduleLimits = ({ schedules }: Watched): Limit[] =>
  Object.values(
    mapValues<ScheduleName, Schedules[ScheduleName], Limit>(schedules, (name, { ruleName }) => ({
      name: `${name}-failed`,
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { RuleName: ruleName },
        statistic: 'Sum',
        period,
      }),
      above: 0,
      means: `The schedule ${name} could not wake its function.`,
    })),
  );

/** SES suspends accounts soon above these: https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html */
const mailLimits = ({ mail }: Watched): Limit[] =>
  [
    { name: 'mail-bounces', metricName: 'Reputation.BounceRate', above: 0.05 },
    { name: 'mail-complaints', metricName: 'Reputation.ComplaintRate', above: 0.001 },
  ].map(({ name, metricName, above }) => ({
    name,
    metric: new Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { 'ses:configuration-set': mail.configurationSetName },
      statistic: 'Average',
      period: Duration.hours(1),
    }),
    above,
    means: 'SES may suspend sending: find out who refuses our mail.',
  }));

const breakerLimit = (stack: Stack, { functions }: Watched): Limit => ({
  name: 'breaker-opened',
  metric: buildBreakerMetric(stack, functions, period),
  above: 0,
  means: 'A provider refuses the whole hub: see the word in the log, and the console of our project there.',
});

export const buildAlarms = (stack: Stack, watched: Watched, { alarmMail }: Settings): void => {
  const topic = new Topic(stack, 'alarms', { enforceSSL: true });
  if (alarmMail) topic.addSubscription(new EmailSubscription(alarmMail));
  const limits = [
    ...[queueLimits, functionLimits, scheduleLimits, mailLimits].flatMap((of) => of(watched)),
    breakerLimit(stack, watched),
  ];
  for (const { name, metric, above, means } of limits)
    new Alarm(stack, `${name}-alarm`, {
      metric,
      alarmDescription: means,
      threshold: above,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic));
};
