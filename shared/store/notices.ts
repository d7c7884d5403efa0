import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { GuestLink } from '../../events/stored/guest-link.ts';
import { Notice } from '../../events/stored/notice.ts';
import type { Notices } from '../ports/notices.ts';
import { keys } from './keys.ts';
import { putActivity } from './put-activity.ts';
import { putLink } from './put-link.ts';
import type { Table } from './table.ts';
import { type Action, transact } from './transact.ts';
import { versionedPut } from './versioned.ts';

const readOfBooking =
  ({ client, name }: Table): Notices['ofBooking'] =>
  async (org, bookingId) => {
    const { pk, sk } = keys.notice(org, bookingId, '');
    const found: Notice[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :notice)',
          ExpressionAttributeValues: { ':pk': pk, ':notice': sk },
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      found.push(...Items.map((item) => Notice.parse(item)));
      from = LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  };

const bookingIs = (
  { name }: Table,
  { org, id, version }: { readonly org: string; readonly id: string; readonly version: number },
): Action => ({
  ConditionCheck: {
    TableName: name,
    Key: keys.booking(org, id),
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  },
});

/** Notices and guest links in DynamoDB. */
export const dynamoNotices = (table: Table): Notices => ({
  ofBooking: readOfBooking(table),
  put: async (notice, { link, record, ifBooking } = {}) => {
    const { org, bookingId, person } = notice;
    const failed = await transact(table, [
      versionedPut(table, keys.notice(org, bookingId, person), notice),
      ...(ifBooking ? [bookingIs(table, ifBooking)] : []),
      ...(link ? [putLink(table, link)] : []),
      ...(record ? [putActivity(table, record.activity, record.meetingEnd)] : []),
    ]);
    return failed.length === 0;
  },
  link: async (tokenHash) => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keys.link(tokenHash), ConsistentRead: true }),
    );
    return Item && GuestLink.parse(Item);
  },
});
