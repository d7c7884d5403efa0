import type { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { type FunctionSpec, topology } from '../topology.ts';
import type { Functions } from './functions.ts';
import { mapValues } from './map-values.ts';

const METRIC = 'BreakerOpened';

/** How often a function has found that a provider refuses the whole hub: it says so in its log, once a time. */
export const buildBreakerMetric = (stack: Stack, functions: Functions, period: Duration): Metric => {
  const metricNamespace = `${stack.stackName}/hub`;
  mapValues<keyof Functions, FunctionSpec, void>(topology.functions, (name, { connectionSecrets }) => {
    if (!connectionSecrets) return;
    new MetricFilter(stack, `${name}-breaker-filter`, {
      logGroup: functions[name].logGroup,
      filterPattern: FilterPattern.stringValue('$.event', '=', 'breaker.opened'),
      metricNamespace,
      metricName: METRIC,
    });
  });
  return new Metric({ namespace: metricNamespace, metricName: METRIC, statistic: 'Sum', period });
};
