import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Reply, serve } from '../../serve.ts';
import { AwsFaults } from '../aws-faults.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Answer, Call } from './call.ts';
import { withConflicts } from './conflicts.ts';
import { createTable, type TableSpec } from './create-table.ts';
import { dynaliteEngine } from './dynalite-engine.ts';
import { withIndexLag } from './index-lag.ts';
import type { Attributes } from './item.ts';
import { withPlainWrites } from './plain-writes.ts';
import { remoteEngine } from './remote-engine.ts';
import { earliestIn, scanAll } from './scan.ts';
import { tableSchemas } from './table-schemas.ts';
import { withTableSettings } from './table-settings.ts';
import { withTransactions } from './transactions.ts';

interface Options {
  readonly name: string;
  readonly spec: TableSpec;
  /** Where dynalite keeps its files; in memory without it. */
  readonly path?: string;
  /** A DynamoDB of its own kind to stand in for dynalite. */
  readonly remote?: { readonly url: string; readonly accessKeyId: string };
  /** Index queries answer late by up to this. */
  readonly indexLag?: { readonly maxMs: number; readonly seed: number };
}
export interface Tables {
  readonly url: string;
  /** `cut` is an unknown outcome: the write counts, its answer never comes. */
  readonly faults: AwsFaults<never>;
  /** The share of writes that collide; see the torture suite. */
  setConflicts(rate: number, seed?: number): void;
  /** How late index queries answer from now on; only where the tables began with a lag. */
  setIndexLag(maxMs: number, seed?: number): void;
  nextDue(): number | undefined;
  /** The earliest instant in an index of instants. */
  earliestIn(index: string): Promise<number | undefined>;
  /** All items, to be put back by `restore`. */
  snapshot(): Promise<readonly Attributes[]>;
  restore(items: readonly Attributes[]): Promise<void>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** As many as one request may carry. */
const BATCH = 25;
const json = z.record(z.string(), z.unknown());
const status = z.object({ Table: z.object({ TableStatus: z.string() }).optional() });

const local = ({ path, indexLag }: Options) => {
  const engine = dynaliteEngine(path);
  const schemas = tableSchemas(engine);
  const transactions = withTransactions(withPlainWrites(engine, schemas), schemas);
  const lagging = indexLag && withIndexLag(transactions.call, dynaliteEngine(), schemas, indexLag);
  const exclusive = oneAtATime();
  const call = withTableSettings(lagging?.call ?? transactions.call);
  return {
    call: (operation: string, input: Record<string, unknown>): Promise<Answer> =>
      exclusive(() => call(operation, input)),
    nextDue: () => lagging?.nextDue(),
    setIndexLag: (maxMs: number, seed: number) => lagging?.set({ maxMs, seed }),
    forget: () => {
      lagging?.forget();
      schemas.forget();
      transactions.clear();
    },
  };
};

const waitUntil = async (call: Call, TableName: string, wanted: string | undefined): Promise<void> => {
  while (status.parse((await call('DescribeTable', { TableName })).body).Table?.TableStatus !== wanted)
    await new Promise((resolve) => setImmediate(resolve));
};

const reply = ({ status: code, body }: Answer): Reply => ({
  status: code,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});

const serveTables = (faults: AwsFaults<never>, call: Call) =>
  serve(({ headers }, body) => {
    const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
    const text = body.toString('utf8');
    return faults.meet({ operation, text }, async () =>
      reply(await call(operation, json.parse(JSON.parse(text)))),
    );
  });

/** The topology's one table behind DynamoDB's own protocol. */
export const startTables = async (options: Options): Promise<Tables> => {
  const { name, spec, remote } = options;
  const engine = remote
    ? {
        call: remoteEngine(remote),
        nextDue: () => undefined,
        setIndexLag: () => undefined,
        forget: () => undefined,
      }
    : local(options);
  const conflicts = withConflicts(engine.call);
  const create = async (): Promise<void> => {
    await engine.call('CreateTable', createTable(name, spec));
    await waitUntil(engine.call, name, 'ACTIVE');
  };
  const drop = async (): Promise<void> => {
    await engine.call('DeleteTable', { TableName: name });
    await waitUntil(engine.call, name, undefined);
  };
  const faults = new AwsFaults<never>({});
  const server = await serveTables(faults, conflicts.call);
  await create();
  return {
    url: server.url,
    faults,
    setConflicts: conflicts.set,
    setIndexLag: (maxMs, seed = 1) => engine.setIndexLag(maxMs, seed),
    nextDue: engine.nextDue,
    earliestIn: (index) =>
      earliestIn(engine.call, { table: name, index, attribute: spec.indexes[index]?.sortKey ?? '' }),
    snapshot: () => scanAll(engine.call, name),
    restore: async (items) => {
      for (let from = 0; from < items.length; from += BATCH) {
        const requests = items.slice(from, from + BATCH).map((Item) => ({ PutRequest: { Item } }));
        await engine.call('BatchWriteItem', { RequestItems: { [name]: requests } });
      }
    },
    reset: async () => {
      conflicts.set(0);
      faults.clear();
      await drop();
      engine.forget();
      await create();
    },
    close: server.close,
  };
};
