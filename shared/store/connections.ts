import { GetCommand, paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AccountClaim } from '../../events/stored/account-claim.ts';
import { AccountRegister } from '../../events/stored/account-register.ts';
import { ApprovalWait } from '../../events/stored/approval-wait.ts';
import { Connection } from '../../events/stored/connection.ts';
import { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { Refusal } from '../../events/stored/refusal.ts';
import { Run } from '../../events/stored/run.ts';
import type {
  ConnectionCommit,
  ConnectionCommitResult,
  ConnectionSummary,
  Connections,
} from '../ports/connections.ts';
import { readIdempotency } from './bookings-idempotency.ts';
import { connectionActions } from './connection-actions.ts';
import { type Key, keys } from './keys.ts';
import { readUnder } from './read-under.ts';
import type { Table } from './table.ts';
import { transact } from './transact.ts';

const readItem = async <S extends z.ZodType>(
  { client, name }: Table,
  key: Key,
  schema: S,
): Promise<z.output<S> | undefined> => {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
  return Item && schema.parse(Item);
};

const readAll = async <S extends z.ZodType>(
  { client, name }: Table,
  query: Omit<QueryCommandInput, 'TableName'>,
  schema: S,
): Promise<z.output<S>[]> => {
  const found: z.output<S>[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, { TableName: name, ...query }))
    found.push(...Items.map((item) => schema.parse(item)));
  return found;
};

const listed = <S extends z.ZodType>(table: Table, list: string, schema: S): Promise<z.output<S>[]> =>
  readAll(
    table,
    {
      IndexName: 'list',
      KeyConditionExpression: 'listPk = :list',
      ExpressionAttributeValues: { ':list': list },
    },
    schema,
  );

const Summary = Connection.pick({ id: true, userId: true, state: true, platforms: true });
const Claimant = z.object({ id: z.string() });

/** Users read at once, so that an org's page of a hundred does not open a hundred connections. */
const AT_ONCE = 20;

/** Connections, claims, attempts and runs in DynamoDB. */
export const dynamoConnections = (table: Table): Connections => {
  const connectionsOf = (org: string, userId: string): Promise<Connection[]> =>
    readUnder(table, keys.connection(org, userId, ''), Connection);
  const claim: Connections['claim'] = (provider, org, accountKey) =>
    readItem(table, keys.claim(provider, org, accountKey), AccountClaim);
  const refused = async (
    { claim: wanted, idempotency }: ConnectionCommit,
    { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
  ): Promise<ConnectionCommitResult> => {
    const replayed = idempotency && isLast && (await readIdempotency(table, idempotency.record.key));
    if (replayed) return { outcome: 'replayed', idempotency: replayed };
    const taken = wanted && isFirst && (await claim(wanted.provider, wanted.org, wanted.accountKey));
    return taken ? { outcome: 'claimed', claim: taken } : { outcome: 'stale' };
  };
  return {
    claim,
    register: async (org, userId) =>
      (await readItem(table, keys.register(org, userId), AccountRegister)) ?? {
        v: 1,
        org,
        userId,
        version: 0,
      },
    ofUser: connectionsOf,
    read: (org, userId, id) => readItem(table, keys.connection(org, userId, id), Connection),
    ofUsers: async (org, userIds) => {
      const found: Connection[] = [];
      for (let at = 0; at < userIds.length; at += AT_ONCE) {
        const some = userIds.slice(at, at + AT_ONCE).map((userId) => connectionsOf(org, userId));
        found.push(...(await Promise.all(some)).flat());
      }
      return found;
    },
    summaries: (org): Promise<ConnectionSummary[]> => listed(table, keys.connections(org), Summary),
    refusals: (org, userId) => readUnder(table, keys.refusal(org, userId, ''), Refusal),
    awaiting: (org, provider) => readUnder(table, keys.approvalWait(org, provider, ''), ApprovalWait),
    claimedElsewhere: async (provider, org, accountKey) => {
      const claimants = await listed(table, keys.claims(provider, accountKey), Claimant);
      return claimants.some(({ id }) => id !== org);
    },
    commit: async (change) => {
      const actions = connectionActions(table, change);
      const failed = await transact(table, actions);
      if (failed.length === 0) return { outcome: 'committed' };
      return refused(change, { isFirst: failed.includes(0), isLast: failed.includes(actions.length - 1) });
    },
    attempt: (id) => readItem(table, keys.attempt(id), OauthAttempt),
    run: (org, id) => readItem(table, keys.run(org, id), Run),
    putRun: async (run) => (await transact(table, connectionActions(table, { run }))).length === 0,
  };
};
