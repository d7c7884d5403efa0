import { describe, expect, it } from 'vitest';
import { deployedPlace } from '../../../../infra/operate/place.ts';
import { type QueueName, topology } from '../../../../infra/topology.ts';
import { nameOf, resources, settings } from '../cdk/synthesised.ts';

const { isDeadLettersOf, isTable } = deployedPlace(settings.stage);
const QUEUES = Object.keys(topology.queues) as QueueName[];

/** CloudFormation's names for what the template leaves unnamed: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
const physical = (type: string): Map<string, string> =>
  new Map(
    Object.entries(resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id]) => [nameOf(id), `meridian-${settings.stage}-${id}-1A2B3C4D5E`]),
  );

describe('a deployed hub', () => {
  it.each(QUEUES)('the dead letters of %s are found by their name, and nothing else is', (queue) => {
    const found = [...physical('AWS::SQS::Queue')].filter(([, name]) =>
      isDeadLettersOf(queue, `${name}.fifo`),
    );
    expect(found.map(([path]) => path)).toEqual([`${queue}-dead-letters`]);
  });

  it('the table is found by its name', () => {
    const tables = physical('AWS::DynamoDB::GlobalTable');
    expect([...tables.values()].filter(isTable)).toHaveLength(1);
    expect(isTable('another-table')).toBe(false);
  });

  it('another stage is none of its business', () => {
    const other = deployedPlace('prod');
    const names = [...physical('AWS::SQS::Queue').values()];
    expect(names.filter((name) => other.isDeadLettersOf('sync', name))).toEqual([]);
  });
});
