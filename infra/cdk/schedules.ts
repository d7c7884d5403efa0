import { Duration, type Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { ScheduleName, Topology } from '../topology.ts';
import type { Functions } from './functions.ts';
import { mapValues } from './map-values.ts';

export type Schedules = Readonly<Record<ScheduleName, Rule>>;

/** The next run makes up for a missed one, so none is kept or tried again beyond its own period. */
export const buildSchedules = (stack: Stack, { schedules }: Topology, functions: Functions): Schedules =>
  mapValues<ScheduleName, Topology['schedules'][ScheduleName], Rule>(
    schedules,
    (name, { everyMinutes, function: target }) =>
      new Rule(stack, `${name}-schedule`, {
        // The event that wakes the function carries the rule's name, and by it the function knows its job.
        ruleName: `${stack.stackName}-${name}`,
        schedule: Schedule.rate(Duration.minutes(everyMinutes)),
        targets: [
          new LambdaFunction(functions[target], {
            maxEventAge: Duration.minutes(everyMinutes),
            retryAttempts: 1,
          }),
        ],
      }),
  );
