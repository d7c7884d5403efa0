import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { LossNotice } from '../../events/stored/loss-notice.ts';
import type { LossNotices } from '../ports/loss-notices.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { transact } from './transact.ts';
import { versionedPut } from './versioned.ts';

/** Longer than the last mail comes after the loss. */
const KEPT_SECONDS = 60 * 86_400;

const ttl = ({ since }: LossNotice): number => Math.floor(Date.parse(since) / 1000) + KEPT_SECONDS;

/** What users have heard of lost connections, in DynamoDB. */
export const dynamoLossNotices = (table: Table): LossNotices => ({
  read: async (org, userId, connectionId) => {
    const { Item } = await table.client.send(
      new GetCommand({
        TableName: table.name,
        Key: keys.lossNotice(org, userId, connectionId),
        ConsistentRead: true,
      }),
    );
    return LossNotice.optional().parse(Item);
  },
  put: async (notice) => {
    const { org, userId, connectionId } = notice;
    const key = keys.lossNotice(org, userId, connectionId);
    const failed = await transact(table, [versionedPut(table, key, { ...notice, ttl: ttl(notice) })]);
    return failed.length === 0;
  },
});
