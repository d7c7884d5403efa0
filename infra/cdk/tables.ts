import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Topology } from '../topology.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

const projection = (include: readonly string[]) =>
  include.length === 0
    ? { projectionType: ProjectionType.KEYS_ONLY }
    : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...include] };

const indexesOf = ({ indexes }: Topology['table']): GlobalSecondaryIndexPropsV2[] =>
  Object.entries(indexes).map(([indexName, { partitionKey, sortKey, include }]) => ({
    indexName,
    partitionKey: text(partitionKey),
    sortKey: text(sortKey),
    ...projection(include),
  }));

export const buildTable = (stack: Stack, { table }: Topology): TableV2 =>
  new TableV2(stack, 'table', {
    partitionKey: text(table.partitionKey),
    sortKey: text(table.sortKey),
    timeToLiveAttribute: table.ttl,
    globalSecondaryIndexes: indexesOf(table),
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
