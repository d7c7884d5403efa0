import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { QueueName, QueueSpec, Topology } from '../topology.ts';
import type { Functions } from './functions.ts';
import { mapValues } from './map-values.ts';
import type { Queues } from './queues.ts';

export const buildEventSources = (
  { queues: specs }: Topology,
  queues: Queues,
  functions: Functions,
): void => {
  mapValues<QueueName, QueueSpec, void>(specs, (name, { batchSize, maxConcurrency }) =>
    functions[name].addEventSource(
      new SqsEventSource(queues[name].queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    ),
  );
};
