import { z } from 'zod';
import type { Call } from './call.ts';

const keySchema = z.array(z.object({ AttributeName: z.string() }));
const described = z.object({
  Table: z
    .object({
      KeySchema: keySchema,
      GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: keySchema })).default([]),
    })
    .optional(),
});

interface TableSchema {
  readonly keys: readonly string[];
  readonly indexKeys: readonly { index: string; attribute: string }[];
}
export interface TableSchemas {
  of(table: string): Promise<TableSchema>;
  forget(): void;
}

const schemaOf = ({ Table }: z.infer<typeof described>): TableSchema => ({
  keys: (Table?.KeySchema ?? []).map(({ AttributeName }) => AttributeName),
  indexKeys: (Table?.GlobalSecondaryIndexes ?? []).flatMap(({ IndexName, KeySchema }) =>
    KeySchema.map(({ AttributeName }) => ({ index: IndexName, attribute: AttributeName })),
  ),
});

/** What a table's keys are called; asked once until a table is made or dropped. */
export const tableSchemas = (call: Call): TableSchemas => {
  const known = new Map<string, TableSchema>();
  return {
    of: async (table) => {
      const earlier = known.get(table);
      if (earlier) return earlier;
      const { body } = await call('DescribeTable', { TableName: table });
      const schema = schemaOf(described.parse(body));
      if (schema.keys.length > 0) known.set(table, schema);
      return schema;
    },
    forget: () => known.clear(),
  };
};
