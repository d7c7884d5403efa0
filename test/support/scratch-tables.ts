import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { startTables, type Tables } from '../../infra/local/tables/tables.ts';
import { topology } from '../../infra/topology.ts';
import { remoteTables } from './remote-tables.ts';

export const TABLE = 'contract';

interface Scratch {
  readonly tables: Tables;
  readonly client: DynamoDBDocumentClient;
  close(): Promise<void>;
}

/** The table of the topology, on the engine that the run asked for. */
export const scratchTables = async (indexLag?: { maxMs: number; seed: number }): Promise<Scratch> => {
  const { remoteTables: remote } = remoteTables(inject('tablesUrl'));
  const tables = await startTables({
    name: TABLE,
    spec: topology.table,
    ...(remote && { remote }),
    ...(indexLag && { indexLag }),
  });
  const plain = new DynamoDBClient({
    endpoint: tables.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  return {
    tables,
    client,
    close: async () => {
      plain.destroy();
      await tables.close();
    },
  };
};

/** True where AWS's own emulator answers. */
export const isRemote = (): boolean => inject('tablesUrl') !== undefined;
