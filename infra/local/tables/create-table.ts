interface IndexSpec {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly include: readonly string[];
}
export interface TableSpec {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly indexes: Record<string, IndexSpec>;
}

const keySchema = ({ partitionKey, sortKey }: { partitionKey: string; sortKey: string }) => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  { AttributeName: sortKey, KeyType: 'RANGE' },
];
const projection = (include: readonly string[]) =>
  include.length > 0
    ? { ProjectionType: 'INCLUDE', NonKeyAttributes: include }
    : { ProjectionType: 'KEYS_ONLY' };

/** The request that makes the topology's table; every key is a string. */
export const createTable = (name: string, spec: TableSpec): Record<string, unknown> => {
  const keyed = [spec, ...Object.values(spec.indexes)];
  const names = new Set(keyed.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(spec),
    AttributeDefinitions: [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: Object.entries(spec.indexes).map(([IndexName, index]) => ({
      IndexName,
      KeySchema: keySchema(index),
      Projection: projection(index.include),
    })),
  };
};
